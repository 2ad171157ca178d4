package io.clio.release;

import io.clio.release.LedgerState.ShownTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reader of one release was shown, as sets of conversations that have one name in all releases.
 *
 * @param total all conversations
 * @param roots the topmost topics
 */
record Seen(Set<String> total, List<Topic> roots) {

    /** A topic, its cells by facet and value, and what is below it. */
    record Topic(String title, Set<String> rows, Map<String, Map<String, Set<String>>> cells, List<Topic> children) {}

    /** A whole, those of its parts that are shown, and what is left of it. */
    record Family(Set<String> whole, List<Set<String>> parts) {}

    /** What a conversation is called in all releases: of two that are equal and of one user, by which comes first. */
    static List<String> names(World world) {
        Map<String, Integer> times = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Member member : world.members()) {
            String name = (member.isKnown() ? member.userId() : "") + "|" + member.text();
            names.add(name + "|" + times.merge(name, 1, Integer::sum));
        }
        return names;
    }

    /** What a gate without a ledger showed, if the numbers leave no doubt. */
    static Optional<Seen> by(Run run) {
        Plain plain = new Plain(run.world());
        List<String> names = names(run.world());
        return plain.resolved(run.insights())
                .map(nodes -> new Seen(
                        named(plain.everyRow(), names),
                        nodes.stream().map(node -> topic(plain, node, names)).toList()));
    }

    private static Topic topic(Plain plain, Plain.Node node, List<String> names) {
        Map<String, Map<String, Set<String>>> cells = new TreeMap<>();
        node.insight().facets().forEach((facet, of) -> {
            Map<String, Set<Integer>> groups = plain.groups(facet, node.rows());
            Map<String, Set<String>> byValue = new TreeMap<>();
            of.stream()
                    .filter(cell -> !cell.isOther()) // what is left of a topic counts as seen in any case
                    .forEach(cell -> byValue.put(cell.value(), named(groups.get(cell.value()), names)));
            cells.put(facet, byValue);
        });
        return new Topic(
                node.insight().title(),
                named(node.rows(), names),
                cells,
                node.children().stream()
                        .map(child -> topic(plain, child, names))
                        .toList());
    }

    private static Set<String> named(Set<Integer> rows, List<String> names) {
        return rows.stream().map(names::get).collect(Collectors.toSet());
    }

    /** What a ledger says that the last release showed. */
    static Seen by(LedgerState state, Map<Long, String> names) {
        LedgerState.Shown last = state.releases().get(0);
        return new Seen(
                named(state, last.total(), names),
                last.roots().stream().map(root -> topic(state, root, names)).toList());
    }

    private static Topic topic(LedgerState state, ShownTopic topic, Map<Long, String> names) {
        Map<String, Map<String, Set<String>>> cells = new TreeMap<>();
        topic.cells().forEach((facet, of) -> {
            Map<String, Set<String>> byValue = new TreeMap<>();
            of.forEach(cell -> byValue.put(cell.label().text(), named(state, cell.set(), names)));
            cells.put(facet, byValue);
        });
        return new Topic(
                topic.words().title(),
                named(state, topic.set(), names),
                cells,
                topic.children().stream()
                        .map(child -> topic(state, child, names))
                        .toList());
    }

    private static Set<String> named(LedgerState state, int set, Map<Long, String> names) {
        Set<String> named = new HashSet<>();
        for (int row : state.sets().get(set)) {
            named.add(names.get(state.rows()[row]));
        }
        return named;
    }

    /** Everything of which a reader knows how many it is, what is left of wholes among it. */
    Set<Set<String>> sets() {
        Set<Set<String>> sets = new HashSet<>();
        sets.add(total);
        families().forEach(family -> {
            sets.addAll(family.parts);
            sets.add(family.whole);
        });
        return sets;
    }

    List<Family> families() {
        List<Family> families = new ArrayList<>();
        add(total, roots.stream().map(Topic::rows).toList(), families);
        roots.forEach(root -> families(root, families));
        return families;
    }

    private static void families(Topic topic, List<Family> families) {
        add(topic.rows, topic.children.stream().map(Topic::rows).toList(), families);
        topic.cells.forEach((facet, cells) -> {
            add(topic.rows, List.copyOf(cells.values()), families);
            cells.forEach((value, rows) -> add(
                    rows,
                    topic.children.stream()
                            .map(child ->
                                    child.cells.getOrDefault(facet, Map.of()).get(value))
                            .filter(of -> of != null)
                            .toList(),
                    families));
        });
        topic.children.forEach(child -> families(child, families));
    }

    private static void add(Set<String> whole, List<Set<String>> parts, List<Family> families) {
        Set<String> rest = new HashSet<>(whole);
        parts.forEach(rest::removeAll);
        List<Set<String>> beside = new ArrayList<>(parts);
        if (!parts.isEmpty() && !rest.isEmpty()) {
            beside.add(rest);
        }
        families.add(new Family(whole, beside));
    }
}
