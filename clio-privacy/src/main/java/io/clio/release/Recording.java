package io.clio.release;

import io.clio.release.LedgerState.Report;
import io.clio.release.LedgerState.Shown;
import io.clio.release.LedgerState.ShownCell;
import io.clio.release.LedgerState.ShownTopic;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a ledger takes up of a release: the sets that were shown, which beside which, and the tree with its words. */
final class Recording {
    /** A topic that is missing from more releases than these is not shown as it was, but is still compared with. */
    static final int RELEASES = 4;

    private final Past past;
    private final Past.Total total;
    private final int termUsers;
    private final long proposal;
    private final Map<IntBuffer, Integer> added = new HashMap<>();
    private final List<int[]> addedSets = new ArrayList<>();
    private final List<int[]> addedFamilies = new ArrayList<>();
    private final List<ShownTopic> roots;
    private final int totalId;

    Recording(Past past, Past.Total total, List<Topic> roots, Suppression suppression, int termUsers, long proposal) {
        this.past = past;
        this.total = total;
        this.termUsers = termUsers;
        this.proposal = proposal;
        this.totalId = idOf(total.rows());
        this.roots = topics(roots);
        Set<IntBuffer> families = new HashSet<>();
        past.state().families().forEach(family -> families.add(IntBuffer.wrap(family)));
        suppression.forEachShownWhole((whole, parts) -> {
            List<int[]> shown =
                    parts.stream().filter(Part::isShown).map(part -> part.rows).toList();
            if (!shown.isEmpty()) {
                int[] family = past.sets().withRest(whole, shown).stream()
                        .mapToInt(this::idOf)
                        .sorted()
                        .toArray();
                if (families.add(IntBuffer.wrap(family))) {
                    addedFamilies.add(family);
                }
            }
        });
    }

    private int idOf(int[] rows) {
        int known = past.sets().idOf(rows);
        if (known >= 0) {
            return known;
        }
        return added.computeIfAbsent(IntBuffer.wrap(rows), unused -> {
            addedSets.add(rows);
            return past.sets().size() + addedSets.size() - 1;
        });
    }

    private List<ShownTopic> topics(List<Topic> topics) {
        List<ShownTopic> shown = new ArrayList<>();
        for (Topic topic : topics) {
            Wording.Released words = topic.words;
            if (topic.isShown() && words != null) {
                SortedMap<String, List<ShownCell>> cells = new TreeMap<>();
                topic.cells.forEach((facet, of) -> cells.put(facet, cells(of)));
                shown.add(new ShownTopic(idOf(topic.rows), topic.users, words, cells, topics(topic.children)));
            }
        }
        return shown;
    }

    private List<ShownCell> cells(List<Cell> cells) {
        return cells.stream()
                .filter(Part::isShown)
                .map(cell -> new ShownCell(cell.label, idOf(cell.rows), cell.users))
                .toList();
    }

    /** The last release, if this one shows the same. */
    Optional<Shown> sameAsBefore() {
        return total.before()
                .filter(last -> addedSets.isEmpty() && addedFamilies.isEmpty())
                .filter(last -> last.showsTheSameAs(
                        new Shown(proposal, totalId, total.users(), termUsers, last.input(), last.report(), roots)));
    }

    /** What the ledger knows with this release. */
    LedgerState state(InputReport input, Report report) {
        BitSet used = new BitSet();
        addedSets.forEach(set -> Arrays.stream(set).forEach(used::set));
        AllRows.Numbered rows = past.rows().numbered(used);
        List<int[]> sets = new ArrayList<>(past.state().sets());
        for (int[] set : addedSets) {
            sets.add(Arrays.stream(set)
                    .map(row -> rows.ledgerRowOf()[row])
                    .sorted()
                    .toArray());
        }
        List<int[]> families = new ArrayList<>(past.state().families());
        families.addAll(addedFamilies);
        List<Shown> releases = new ArrayList<>();
        releases.add(new Shown(proposal, totalId, total.users(), termUsers, input, report, roots));
        past.state().releases().stream().limit(RELEASES - 1).forEach(releases::add);
        return new LedgerState(
                rows.rows(),
                rows.userOfRow(),
                rows.groupOfRow(),
                rows.conversationOfRow(),
                rows.users(),
                rows.groups(),
                sets,
                families,
                releases);
    }
}
