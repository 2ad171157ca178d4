package io.clio.release;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is left of each topic without the shown cells of a facet, and whether it may be shown as one cell.
 *
 * <p>It may if it is enough by itself (I1), nobody dominates it (I11), no conversation is in two of it and the shown
 * cells, of which the topic is the sum then (I2); and of it and any cell or rest of the same facet above or below its
 * topic, of which one lies within the other, the difference is nothing or enough (I2).
 */
final class Others {
    private final PrivacyPolicy policy;
    private final EffectiveUsers users;
    private final IdentityHashMap<Topic, Map<String, BitSet>> rests = new IdentityHashMap<>();
    private final IdentityHashMap<Topic, List<Topic>> relatives = new IdentityHashMap<>();

    Others(PrivacyPolicy policy, EffectiveUsers users, List<Topic> roots) {
        this.policy = policy;
        this.users = users;
        roots.forEach(root -> gather(root, List.of()));
    }

    private void gather(Topic topic, List<Topic> above) {
        if (!topic.isShown()) {
            return;
        }
        Map<String, BitSet> ofFacet = new TreeMap<>();
        topic.cells.forEach((facet, cells) -> ofFacet.put(facet, rest(topic, cells)));
        rests.put(topic, ofFacet);
        relatives.put(topic, new ArrayList<>(above));
        above.forEach(ancestor -> relatives.getOrDefault(ancestor, List.of()).add(topic));
        List<Topic> withThis = new ArrayList<>(above);
        withThis.add(topic);
        topic.children.forEach(child -> gather(child, withThis));
    }

    private static BitSet rest(Topic topic, List<Cell> cells) {
        BitSet rest = bits(topic.rows);
        cells.stream()
                .filter(Part::isShown)
                .forEach(cell -> IntStream.of(cell.rows).forEach(rest::clear));
        return rest;
    }

    private static BitSet bits(int[] rows) {
        BitSet bits = new BitSet();
        IntStream.of(rows).forEach(bits::set);
        return bits;
    }

    /** The cell of what is left of a topic that is shown, if it may be shown. */
    Optional<FacetCell> of(Topic topic, String facet) {
        BitSet rest = restOf(topic, facet);
        int[] rows = rest.stream().toArray();
        List<int[]> parts = new ArrayList<>(List.of(rows));
        cellsOf(topic, facet).stream().filter(Part::isShown).forEach(cell -> parts.add(cell.rows));
        boolean shown = parts.size() > 1
                && users.areEnough(policy, rows, rows.length)
                && !users.areDominated(policy, rows)
                && users.areApart(parts)
                && relatives.getOrDefault(topic, List.of()).stream()
                        .noneMatch(relative -> tells(rest, relative, facet));
        return shown
                ? Optional.of(new FacetCell(
                        Cells.OTHER, true, policy.rounded(users.of(rows)), policy.rounded(users.conversations(rows))))
                : Optional.empty();
    }

    private BitSet restOf(Topic topic, String facet) {
        return rests.getOrDefault(topic, Map.of()).getOrDefault(facet, new BitSet());
    }

    private static List<Cell> cellsOf(Topic topic, String facet) {
        return topic.cells.getOrDefault(facet, List.of());
    }

    private boolean tells(BitSet rest, Topic relative, String facet) {
        return leavesTooLittle(rest, restOf(relative, facet))
                || cellsOf(relative, facet).stream()
                        .anyMatch(cell -> cell.isShown() && leavesTooLittle(rest, bits(cell.rows)));
    }

    /** Of two sets of which one lies within the other. */
    private boolean leavesTooLittle(BitSet one, BitSet other) {
        BitSet left = (BitSet) one.clone();
        left.xor(other);
        int size = left.cardinality();
        boolean within = size == Math.abs(one.cardinality() - other.cardinality());
        if (!within || size == 0) {
            return false;
        }
        int[] rows = left.stream().toArray();
        BitSet both = (BitSet) one.clone();
        both.and(other);
        int[] alone = users.aloneIn(rows, size, both.stream().toArray(), 0);
        return !users.areEnough(policy, rows, size) || !users.areNoneOrEnough(policy, alone);
    }
}
