package io.clio.release;

import io.clio.facet.Facet;
import io.clio.release.LedgerState.Shown;
import io.clio.release.LedgerState.ShownCell;
import io.clio.release.LedgerState.ShownTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the gate asks a ledger: whether something may be shown, and how it was shown before. Without a ledger nothing
 * was shown before, and everything may be. Serves one thread.
 */
final class Past {
    private final PrivacyPolicy policy;
    private final LedgerState state;
    private final List<Facet<?>> facets;
    private final AllRows rows;
    private final EffectiveUsers users;
    private final ShownSets sets;

    Past(
            PrivacyPolicy policy,
            ReleaseLedger.Scope scope,
            LedgerState state,
            SupportIndex index,
            List<Facet<?>> facets) {
        this.policy = policy;
        this.state = state;
        this.facets = facets;
        this.rows = new AllRows(index, state);
        this.users = rows.users();
        this.sets = new ShownSets(
                policy,
                scope,
                rows.users(),
                rows.size(),
                state.sets().stream().map(rows::ofLedger).toList(),
                state.families());
    }

    LedgerState state() {
        return state;
    }

    AllRows rows() {
        return rows;
    }

    /** A counter of effective users over the rows of the run and those that are gone. */
    EffectiveUsers users() {
        return users;
    }

    ShownSets sets() {
        return sets;
    }

    boolean mayShow(int[] of) {
        return sets.mayShow(of);
    }

    /**
     * All rows of a run, as they are shown.
     *
     * @param rows the rows
     * @param users their effective users
     * @param before the last release, if it showed the same
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Total(int[] rows, int users, Optional<Shown> before) {}

    /** All rows of the run; those of the last release instead, if the difference is too small. */
    Total total(int[] everyRow, int itsUsers) {
        if (state.releases().isEmpty()) {
            return new Total(everyRow, itsUsers, Optional.empty());
        }
        Shown last = state.releases().get(0);
        int[] before = sets.get(last.total());
        boolean same = Arrays.equals(everyRow, before);
        boolean changes = !same
                && sets.mayShow(everyRow)
                && state.releases().stream()
                        .allMatch(release -> sets.differByEnough(everyRow, sets.get(release.total())));
        return changes
                ? new Total(everyRow, itsUsers, Optional.empty())
                : new Total(before, last.users(), Optional.of(last));
    }

    /** The topmost topics of the last releases, the latest first; of those whose words would pass today's policy. */
    List<List<ShownTopic>> roots() {
        return state.releases().stream()
                .filter(release -> release.termUsers() >= policy.minTermUsers())
                .map(Shown::roots)
                .toList();
    }

    /**
     * Which topics were shown before.
     *
     * @param topics for each topic its rows
     * @param releases what was shown at their place, the latest first
     * @return for each topic the one of the same rows, else one that shares more than half of all conversations of
     *     both; each once
     */
    List<Optional<ShownTopic>> match(List<int[]> topics, List<List<ShownTopic>> releases) {
        List<Optional<ShownTopic>> matched = new ArrayList<>();
        topics.forEach(topic -> matched.add(Optional.empty()));
        Set<Integer> taken = new HashSet<>();
        for (List<ShownTopic> release : releases) {
            List<ShownTopic> left = new ArrayList<>(release);
            left.removeIf(topic -> taken.contains(topic.set()));
            for (boolean same : new boolean[] {true, false}) {
                for (int i = 0; i < topics.size(); i++) {
                    if (matched.get(i).isEmpty()) {
                        matched.set(i, take(topics.get(i), left, same));
                    }
                }
            }
            matched.forEach(topic -> topic.ifPresent(it -> taken.add(it.set())));
        }
        return matched;
    }

    private Optional<ShownTopic> take(int[] topic, List<ShownTopic> left, boolean same) {
        Map<Integer, Integer> common = same || left.isEmpty() ? Map.of() : sets.common(topic);
        int id = same ? sets.idOf(topic) : -1;
        int conversations = users.conversations(topic);
        Optional<ShownTopic> found = left.stream()
                .filter(shown -> same
                        ? shown.set() == id
                        : isMostOf(common.getOrDefault(shown.set(), 0), conversations, sets.conversations(shown.set())))
                .findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    private static boolean isMostOf(int both, int one, int other) {
        return 2L * both > (long) one + other - both;
    }

    /** Says whether a topic was shown with the very same rows. */
    boolean isUnchanged(int[] of, ShownTopic before) {
        return sets.idOf(of) == before.set();
    }

    /** Says whether so many are fewer than the conversations of the run that the last release had under its topics. */
    boolean hadMore(int covered) {
        BitSet before = new BitSet();
        state.releases().stream()
                .limit(1)
                .flatMap(last -> last.roots().stream())
                .forEach(root -> {
                    for (int row : sets.get(root.set())) {
                        before.set(row);
                    }
                });
        return covered < rows.present(before);
    }

    /** All topics of the last release, if the same was proposed then, or if they are wanted as they were. */
    Optional<List<Topic>> asTheyWere(long proposal, boolean wanted, List<Candidate.Node> nodes) {
        if (state.releases().isEmpty() || nodes.isEmpty()) {
            return Optional.empty();
        }
        Shown last = state.releases().get(0);
        if (last.proposal() != proposal && !(wanted && last.termUsers() >= policy.minTermUsers())) {
            return Optional.empty();
        }
        List<Topic> topics = new ArrayList<>();
        for (ShownTopic root : last.roots()) {
            asItWas(root, nodes.get(0), null).ifPresent(topics::add);
        }
        return Optional.of(topics);
    }

    /** A topic as it was shown, with all below it; nothing if that would not do under today's policy. */
    Optional<Topic> asItWas(ShownTopic before, Candidate.Node node, int @Nullable [] parentRows) {
        int[] of = sets.get(before.set());
        if (!isStillEnough(of, before.users()) || (parentRows != null && !isInside(of, parentRows))) {
            return Optional.empty();
        }
        SortedMap<String, List<Cell>> cells = new TreeMap<>();
        for (Facet<?> facet : facets) {
            cells.put(facet.name(), cells(facet, List.of(), before, of));
        }
        Topic topic = new Topic(node, of, before.users(), users.conversations(of), cells);
        topic.words = before.words();
        before.children().forEach(child -> asItWas(child, node, of).ifPresent(topic.children::add));
        return Optional.of(topic);
    }

    /** The cells of a topic: those that may not be shown as they are as they were, or hidden. */
    List<Cell> cells(Facet<?> facet, List<Cell> fresh, @Nullable ShownTopic before, int[] topicRows) {
        Map<Cell.Label, Cell> were = new TreeMap<>();
        if (before != null) {
            for (ShownCell cell : before.cells().getOrDefault(facet.name(), List.of())) {
                int[] of = sets.get(cell.set());
                if (isStillEnough(of, cell.users()) && isInside(of, topicRows)) {
                    were.put(
                            cell.label(),
                            new Cell(facet, cell.label(), of, cell.users(), users.conversations(of), true));
                }
            }
        }
        Map<Cell.Label, Cell> cells = new TreeMap<>(were);
        for (Cell cell : fresh) {
            if (mayShow(cell.rows)) {
                cells.put(cell.label, cell);
            } else if (!were.containsKey(cell.label)) {
                cell.hide(Withheld.CELL_TELLS_A_CHANGE);
                cells.put(cell.label, cell);
            }
        }
        return List.copyOf(cells.values());
    }

    private boolean isStillEnough(int[] of, int itsUsers) {
        return policy.isEnough(itsUsers, users.conversations(of)) && !users.areDominated(policy, of);
    }

    private static boolean isInside(int[] part, int[] whole) {
        return Arrays.stream(part).allMatch(row -> Arrays.binarySearch(whole, row) >= 0);
    }

    /** Hides the smallest parts of a whole until those that are left may be shown beside one another. */
    boolean hideWhatTellsAChange(Suppression suppression) {
        boolean[] changed = {false};
        if (sets.size() > 0) {
            suppression.forEachWhole((whole, parts) -> changed[0] |= hide(whole, parts));
        }
        return changed[0];
    }

    private boolean hide(int[] whole, List<? extends Part> parts) {
        boolean changed = false;
        List<? extends Part> shown = parts.stream().filter(Part::isShown).toList();
        while (!shown.isEmpty()
                && !sets.mayShowBeside(
                        whole, shown.stream().map(part -> part.rows).toList())) {
            Part smallest = shown.get(0);
            for (Part part : shown) {
                if (Part.ASCENDING.compare(part, smallest) == 0) {
                    part.hide(part instanceof Topic ? Withheld.NODE_TELLS_A_CHANGE : Withheld.CELL_TELLS_A_CHANGE);
                }
            }
            changed = true;
            shown = shown.stream().filter(Part::isShown).toList();
        }
        return changed;
    }
}
