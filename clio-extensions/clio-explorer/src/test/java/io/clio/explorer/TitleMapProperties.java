package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.Embedders;
import io.clio.release.Insight;
import io.clio.release.Insights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class TitleMapProperties {

    @Property(tries = 100)
    void places_are_finite_within_their_parent_and_apart(
            @ForAll @Size(min = 1, max = 60) @UniqueElements List<String> titles) {
        Insights insights = Trees.of(titles);
        List<Disc> places = TitleMap.of(insights, Embedders.hashing()).places();

        assertThat(places).hasSize((int) insights.all().count()).allMatch(d -> Double.isFinite(d.x() + d.y()));
        Insight root = insights.roots().get(0);
        List<Disc> within = places.subList(1, 1 + root.children().size());
        Disc around = places.get(0);
        for (int i = 0; i < within.size(); i++) {
            assertThat(distance(within.get(i), around) + within.get(i).radius())
                    .isLessThanOrEqualTo(around.radius() + 1e-9);
            for (int j = 0; j < i; j++) {
                assertThat(distance(within.get(i), within.get(j)))
                        .isGreaterThanOrEqualTo(
                                within.get(i).radius() + within.get(j).radius() - 1e-9);
            }
        }
    }

    @Property(tries = 100)
    void the_largest_of_many_discs_are_apart_too(@ForAll @IntRange(min = 1, max = 300) int many, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] wishes = new double[many][2];
        double[] radii = new double[many];
        for (int i = 0; i < many; i++) {
            wishes[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
            radii[i] = 1 + random.nextInt(50);
        }
        List<Disc> discs = Packing.of(wishes, radii);
        double around = Packing.around(discs);
        for (int i = 0; i < many; i++) {
            assertThat(Math.hypot(discs.get(i).x(), discs.get(i).y()) + radii[i])
                    .isLessThanOrEqualTo(around);
            for (int j = 0; j < i; j++) {
                assertThat(distance(discs.get(i), discs.get(j))).isGreaterThan(radii[i] + radii[j] - 1e-9);
            }
        }
    }

    @Property(tries = 50)
    void the_order_of_siblings_does_not_matter(@ForAll @IntRange(min = 2, max = 40) int many, @ForAll long seed) {
        List<String> leaves = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            leaves.add("topic " + i * i + " of number " + i);
        }
        Map<String, Disc> straight = byTitle(Trees.leaves(leaves));
        Collections.shuffle(leaves, new Random(seed));

        assertThat(byTitle(Trees.leaves(leaves))).isEqualTo(straight);
    }

    private static Map<String, Disc> byTitle(Insights insights) {
        Map<String, Disc> byTitle = new HashMap<>();
        List<Disc> places = TitleMap.of(insights, Embedders.hashing()).places();
        List<Insight> all = insights.all().toList();
        for (int i = 0; i < all.size(); i++) {
            byTitle.put(all.get(i).title(), places.get(i));
        }
        return byTitle;
    }

    private static double distance(Disc a, Disc b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
