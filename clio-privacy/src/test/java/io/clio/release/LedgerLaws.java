package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** I13 over several releases, counted with plain sets of conversations and users, whichever gate decided. */
final class LedgerLaws {
    private final PrivacyPolicy policy;

    LedgerLaws(PrivacyPolicy policy) {
        this.policy = policy;
    }

    /**
     * Of what was shown at two times, neither has without the other a few, unless one release told that by itself, of
     * sets that lie within one another.
     */
    void no_difference_between_two_releases_stands_for_a_few(List<Seen> releases) {
        Set<Set<String>> before = new HashSet<>();
        Set<Set<String>> told = new HashSet<>();
        for (Seen release : releases) {
            Set<Set<String>> now = release.sets();
            for (Set<String> shown : before) {
                for (Set<String> set : unseen(now, before)) {
                    if (!Collections.disjoint(shown, set)) { // else nothing can be subtracted
                        requireTold(minus(shown, List.of(set)), told);
                        requireTold(minus(set, List.of(shown)), told);
                    }
                }
            }
            before.addAll(now);
            told.addAll(now);
            for (Set<String> one : now) {
                now.stream().filter(one::containsAll).forEach(other -> told.add(minus(one, List.of(other))));
            }
        }
    }

    /**
     * Of what two trees show of one population, nothing can be subtracted so that a few are left: not from a set that
     * holds the other, nor from one that has no more than a few beside it, who may all be known to somebody.
     */
    void nothing_of_one_tree_can_be_subtracted_from_another_so_that_a_few_are_left(List<Seen> trees) {
        Set<Set<String>> before = new HashSet<>();
        Set<Set<String>> told = new HashSet<>();
        for (Seen tree : trees) {
            Set<Set<String>> now = tree.sets();
            for (Set<String> shown : before) {
                for (Set<String> set : unseen(now, before)) {
                    Set<String> gone = minus(shown, List.of(set));
                    Set<String> added = minus(set, List.of(shown));
                    if (!Collections.disjoint(shown, set) && !isEnough(gone) && !isEnough(added)) {
                        requireTold(gone, told);
                        requireTold(added, told);
                    }
                }
            }
            before.addAll(now);
            for (Set<String> one : now) {
                now.stream().filter(one::containsAll).forEach(other -> told.add(minus(one, List.of(other))));
            }
        }
    }

    /** Of one tree no set is but for a few what parts of another tree are that were shown beside one another. */
    void no_set_of_one_tree_is_nearly_several_parts_of_another(List<Seen> trees) {
        Set<Set<String>> before = new HashSet<>();
        List<List<Set<String>>> families = new ArrayList<>();
        for (Seen tree : trees) {
            for (Seen.Family family : tree.families()) {
                for (Set<String> shown : before) {
                    List<Set<String>> inside = mostlyInside(family.parts(), shown);
                    boolean known = families.stream().anyMatch(old -> old.containsAll(inside));
                    if (!known && !shown.equals(family.whole())) {
                        requireUnlike(shown, inside);
                    }
                }
            }
            for (Set<String> set : tree.sets()) {
                if (!before.contains(set)) {
                    families.forEach(family -> requireUnlike(set, mostlyInside(family, set)));
                }
            }
            before.addAll(tree.sets());
            tree.families().forEach(family -> families.add(family.parts()));
        }
    }

    private static List<Set<String>> mostlyInside(List<Set<String>> parts, Set<String> whole) {
        return parts.stream()
                .filter(part -> 2 * part.stream().filter(whole::contains).count() > part.size())
                .toList();
    }

    private void requireUnlike(Set<String> whole, List<Set<String>> parts) {
        Set<String> together = new HashSet<>();
        parts.forEach(together::addAll);
        Set<String> missing = minus(whole, List.of(together));
        Set<String> beyond = minus(together, List.of(whole));
        if (parts.size() > 1 && !isEnough(missing) && !isEnough(beyond)) {
            requireTold(missing, Set.of());
            requireTold(beyond, Set.of());
        }
    }

    /** The same for all conversations, whatever could be told. */
    void all_conversations_change_by_nothing_or_by_enough(List<Seen> releases) {
        for (Seen release : releases) {
            for (Seen other : releases) {
                requireTold(minus(release.total(), List.of(other.total())), Set.of());
            }
        }
    }

    /** A whole of one release without its parts that another release showed beside one another is not a few. */
    void no_whole_without_parts_of_another_release_is_a_few(List<Seen> releases) {
        Set<Set<String>> before = new HashSet<>();
        List<List<Set<String>>> families = new ArrayList<>();
        for (Seen release : releases) {
            for (Seen.Family family : release.families()) {
                for (Set<String> shown : before) {
                    List<Set<String>> inside = inside(family.parts(), shown);
                    boolean known = families.stream().anyMatch(old -> old.containsAll(inside));
                    if (!known && !shown.equals(family.whole())) {
                        requireLittleLeft(shown, inside);
                    }
                }
            }
            for (Set<String> set : release.sets()) {
                if (!before.contains(set) && !before.isEmpty()) {
                    families.forEach(family -> requireLittleLeft(set, inside(family, set)));
                }
            }
            before.addAll(release.sets());
            release.families().forEach(family -> families.add(family.parts()));
        }
    }

    private static List<Set<String>> inside(List<Set<String>> parts, Set<String> whole) {
        return parts.stream().filter(whole::containsAll).toList();
    }

    private void requireLittleLeft(Set<String> whole, List<Set<String>> inside) {
        if (inside.size() > 1) {
            requireTold(minus(whole, inside), Set.of());
        }
    }

    /** What was released has the numbers, titles and cells of these sets. */
    void the_numbers_are_those_of_the_sets(Insights insights, Seen seen) {
        assertThat(insights.conversations()).isEqualTo(seen.total().size());
        assertThat(insights.users()).isEqualTo(users(seen.total()));
        assertThat(insights.roots().stream().map(this::print).sorted().toList())
                .isEqualTo(seen.roots().stream().map(this::print).sorted().toList());
    }

    private String print(Insight insight) {
        Map<String, List<String>> cells = insight.facets().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        facet -> facet.getValue().stream()
                                .filter(cell -> !cell.isOther())
                                .map(cell -> cell.value() + " " + cell.users() + " " + cell.conversations())
                                .sorted()
                                .toList()));
        return insight.title() + " " + insight.users() + " " + insight.conversations() + " "
                + new TreeMap<>(cells)
                + insight.children().stream().map(this::print).sorted().toList();
    }

    private String print(Seen.Topic topic) {
        Map<String, List<String>> cells = topic.cells().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        facet -> facet.getValue().entrySet().stream()
                                .map(cell -> cell.getKey() + " " + users(cell.getValue()) + " "
                                        + cell.getValue().size())
                                .sorted()
                                .toList()));
        return topic.title() + " " + users(topic.rows()) + " " + topic.rows().size() + " "
                + new TreeMap<>(cells)
                + topic.children().stream().map(this::print).sorted().toList();
    }

    private void requireTold(Set<String> difference, Set<Set<String>> told) {
        assertThat(difference.isEmpty() || isEnough(difference) || told.contains(difference))
                .as("a difference of %s conversations of %s users", difference.size(), users(difference))
                .isTrue();
    }

    private boolean isEnough(Set<String> rows) {
        return users(rows) >= policy.minUsers() && rows.size() >= policy.minConversations();
    }

    /** A name begins with that of the user; who is nobody is a user where the policy says so. */
    private int users(Set<String> names) {
        return (int) names.stream()
                .map(name -> name.startsWith("|") ? name : name.substring(0, name.indexOf('|')))
                .filter(user -> policy.eachConversationIsAUser() || !user.startsWith("|"))
                .distinct()
                .count();
    }

    private static Set<Set<String>> unseen(Set<Set<String>> now, Set<Set<String>> before) {
        Set<Set<String>> left = new HashSet<>(now);
        left.removeAll(before);
        return left;
    }

    private static Set<String> minus(Set<String> whole, List<Set<String>> parts) {
        Set<String> left = new HashSet<>(whole);
        parts.forEach(left::removeAll);
        return left;
    }
}
