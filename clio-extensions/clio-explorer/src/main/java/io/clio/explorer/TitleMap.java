package io.clio.explorer;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.spi.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A place for every released topic: topics with like titles are close, children lie within their parent, and siblings
 * do not overlap. It comes from titles, numbers of users and the tree alone, and the order of siblings does not matter.
 *
 * @param places one for each topic, each topic before its children
 */
record TitleMap(List<Disc> places) {

    static TitleMap of(Insights insights, Embedder embedder) {
        List<Insight> all = insights.all().toList();
        Map<String, float[]> vectors = vectors(all, embedder);
        List<Disc> places = new ArrayList<>(all.size());
        Group top = Group.of(insights.roots(), vectors);
        top.addTo(places, 0, 0);
        return new TitleMap(List.copyOf(places));
    }

    /**
     * Embeds titles in their alphabetical order, so that an embedder sees the same list whatever the order of siblings.
     */
    private static Map<String, float[]> vectors(List<Insight> all, Embedder embedder) {
        List<String> titles =
                all.stream().map(Insight::title).sorted().distinct().toList();
        Map<String, float[]> vectors = new HashMap<>();
        if (titles.isEmpty()) {
            return vectors;
        }
        Embeddings rows = embedder.embed(titles.stream().map(SensitiveText::of).toList());
        for (int row = 0; row < titles.size(); row++) {
            vectors.put(titles.get(row), rows.vector(row));
        }
        return vectors;
    }

    /** Numbers of three decimals, as JSON: an array of x, y and radius for each topic. */
    String toJson() {
        StringBuilder json = new StringBuilder("[");
        for (Disc disc : places) {
            json.append(json.length() == 1 ? "\n" : ",\n")
                    .append(String.format(Locale.ROOT, "[%.3f,%.3f,%.3f]", disc.x(), disc.y(), disc.radius()));
        }
        return json.append("]\n").toString();
    }

    /** Siblings with their places around the middle of their parent, and what lies within each of them. */
    private record Group(List<Insight> siblings, List<Disc> discs, List<Group> below, double radius) {

        static Group of(List<Insight> siblings, Map<String, float[]> vectors) {
            Integer[] order = new Integer[siblings.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparing(i -> siblings.get(i).title()));
            List<Group> below =
                    siblings.stream().map(s -> of(s.children(), vectors)).toList();
            List<float[]> rows = new ArrayList<>();
            double[] radii = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                Insight sibling = siblings.get(order[i]);
                rows.add(vectors.getOrDefault(sibling.title(), new float[0]));
                radii[i] = Math.max(
                        Math.sqrt(Math.max(1, sibling.users())),
                        below.get(order[i]).radius());
            }
            List<Disc> packed = Packing.of(Pca.plane(rows), radii);
            Disc[] discs = new Disc[order.length];
            for (int i = 0; i < order.length; i++) {
                discs[order[i]] = packed.get(i);
            }
            return new Group(siblings, List.of(discs), below, Packing.around(packed));
        }

        void addTo(List<Disc> places, double x, double y) {
            for (int i = 0; i < siblings.size(); i++) {
                Disc disc = discs.get(i);
                places.add(new Disc(x + disc.x(), y + disc.y(), disc.radius()));
                below.get(i).addTo(places, x + disc.x(), y + disc.y());
            }
        }
    }
}
