package io.clio.release;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sets of rows that earlier releases showed, and what may be shown beside them (I13).
 *
 * <p>A set may be shown if it was shown before; or if for each set that was shown, what either has without the other is
 * nothing, or enough by I1, or could be told before, as what one shown set has without another that lies within it; and
 * if what is left of it without the parts of it that were shown beside one another is nothing or enough. Parts may be
 * shown beside one another if what is left of their whole may be shown, and if what is left without them of any set
 * that was shown is nothing or enough.
 *
 * <p>Sets of two trees of one run mostly cross, and a small part of one need not be like anything in the other. Of
 * these it is enough that what either has without the other is enough: then the difference of their numbers says
 * nothing of what the other one lacks; unless several sets that are shown beside one another are together nearly the
 * same as a set of the other tree.
 *
 * <p>What is compared are conversations: of one that is split several sets may have a part each, and it counts in the
 * number of each. Serves one thread.
 */
final class ShownSets {
    private static final int FIRST_LOOK = 64;

    private final PrivacyPolicy policy;
    private final ReleaseLedger.Scope scope;
    private final EffectiveUsers users;
    /** The sets as they were shown, by rows, and the same once for each conversation. */
    private final List<int[]> rowsOfSet;

    private final List<int[]> sets;
    private final Map<IntBuffer, Integer> ids = new HashMap<>();
    private final Map<IntBuffer, IntList> idsOfConversations = new HashMap<>();
    private final int[] firstOfRow;
    private final int[] setsOfRow;
    private final List<IntList> familiesOfSet = new ArrayList<>();
    private final Map<Integer, Map<Integer, Integer>> overlaps = new HashMap<>();
    private final int[] inCommon;
    private final int[] marked;
    private int mark;

    ShownSets(
            PrivacyPolicy policy,
            ReleaseLedger.Scope scope,
            EffectiveUsers users,
            int rows,
            List<int[]> sets,
            List<int[]> families) {
        this.policy = policy;
        this.scope = scope;
        this.users = users;
        this.rowsOfSet = sets;
        this.sets = sets.stream().map(users::oncePerConversation).toList();
        this.inCommon = new int[sets.size()];
        this.marked = new int[rows];
        this.firstOfRow = new int[rows + 1];
        for (int id = 0; id < sets.size(); id++) {
            ids.put(IntBuffer.wrap(sets.get(id)), id);
            idsOfConversations
                    .computeIfAbsent(IntBuffer.wrap(this.sets.get(id)), unused -> new IntList())
                    .add(id);
            familiesOfSet.add(new IntList());
            for (int row : this.sets.get(id)) {
                firstOfRow[row + 1]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            firstOfRow[row + 1] += firstOfRow[row];
        }
        this.setsOfRow = new int[firstOfRow[rows]];
        int[] next = firstOfRow.clone();
        for (int id = 0; id < sets.size(); id++) {
            for (int row : this.sets.get(id)) {
                setsOfRow[next[row]++] = id;
            }
        }
        for (int family = 0; family < families.size(); family++) {
            // of two cells that are the same set one is enough
            Set<IntBuffer> seen = new HashSet<>();
            for (int id : families.get(family)) {
                if (seen.add(IntBuffer.wrap(this.sets.get(id)))) {
                    familiesOfSet.get(id).add(family);
                }
            }
        }
    }

    /** The rows of a set. */
    int[] get(int id) {
        return rowsOfSet.get(id);
    }

    /** How many conversations a set has. */
    int conversations(int id) {
        return sets.get(id).length;
    }

    int size() {
        return sets.size();
    }

    /** The number of a set of just these rows, or −1 if it was never shown. */
    int idOf(int[] rows) {
        return ids.getOrDefault(IntBuffer.wrap(rows), -1);
    }

    /** How many conversations some rows share with each shown set that has any of them. */
    Map<Integer, Integer> common(int[] rows) {
        return overlaps(users.oncePerConversation(rows));
    }

    private Map<Integer, Integer> overlaps(int[] rows) {
        Map<Integer, Integer> common = new TreeMap<>();
        IntList touched = new IntList();
        for (int row : rows) {
            for (int at = firstOfRow[row]; at < firstOfRow[row + 1]; at++) {
                if (inCommon[setsOfRow[at]]++ == 0) {
                    touched.add(setsOfRow[at]);
                }
            }
        }
        for (int i = 0; i < touched.size(); i++) {
            common.put(touched.get(i), inCommon[touched.get(i)]);
            inCommon[touched.get(i)] = 0;
        }
        return common;
    }

    /** Says whether a set may be shown, whatever is shown beside it. */
    boolean mayShow(int[] rows) {
        return sets.isEmpty() || mayShowConversations(users.oncePerConversation(rows));
    }

    private boolean mayShowConversations(int[] rows) {
        if (idsOfConversations.containsKey(IntBuffer.wrap(rows))) {
            return true;
        }
        Map<Integer, Integer> common = overlaps(rows);
        for (int id : common.keySet()) {
            int[] shown = sets.get(id);
            int[] added = tooLittle(rows, List.of(shown));
            int[] gone = tooLittle(shown, List.of(rows));
            if (scope == ReleaseLedger.Scope.TREES && (added == null || gone == null)) {
                continue; // neither number tells of the other, but to whoever knows all of what is enough
            }
            if ((added != null && added.length > 0 && !couldBeTold(added, id, false))
                    || (gone != null && gone.length > 0 && !couldBeTold(gone, id, true))) {
                return false;
            }
        }
        return insideOf(common, false).values().stream()
                        .noneMatch(parts -> parts.size() > 1 && leavesTooLittle(rows, parts))
                && (scope != ReleaseLedger.Scope.TREES
                        || insideOf(common, true).values().stream().noneMatch(parts -> isNearly(rows, parts)));
    }

    /** Says whether two sets differ by nothing or by enough, whatever could be told before. */
    boolean differByEnough(int[] rows, int[] others) {
        int[] asked = users.oncePerConversation(rows);
        int[] shown = users.oncePerConversation(others);
        int[] added = tooLittle(asked, List.of(shown));
        int[] gone = tooLittle(shown, List.of(asked));
        return (added == null || added.length == 0) && (gone == null || gone.length == 0);
    }

    /** Says whether parts may be shown beside one another, each of which may be shown. */
    boolean mayShowBeside(int[] whole, List<int[]> parts) {
        int[] all = users.oncePerConversation(whole);
        List<int[]> beside =
                withRest(whole, parts).stream().map(users::oncePerConversation).toList();
        if (beside.size() > parts.size() && !mayShow(beside.get(parts.size()))) {
            return false;
        }
        return besideEach(beside, all, false).entrySet().stream()
                        .noneMatch(shown -> shown.getValue().size() > 1
                                && leavesTooLittle(sets.get(shown.getKey()), shown.getValue())
                                && !wereBeside(shown.getValue()))
                && (scope != ReleaseLedger.Scope.TREES
                        || besideEach(beside, all, true).entrySet().stream()
                                .noneMatch(shown -> isNearly(sets.get(shown.getKey()), shown.getValue())
                                        && !wereBeside(shown.getValue())));
    }

    /** For each set that was shown, but their whole, the parts that lie inside it, or for the most part. */
    private Map<Integer, List<int[]>> besideEach(List<int[]> parts, int[] whole, boolean mostly) {
        Map<Integer, List<int[]>> inside = new TreeMap<>();
        for (int[] part : parts) {
            overlaps(part).forEach((id, shared) -> {
                // within one release suppression looks at the whole
                if (isInside(shared, part, mostly) && !Arrays.equals(whole, sets.get(id))) {
                    inside.computeIfAbsent(id, unused -> new ArrayList<>()).add(part);
                }
            });
        }
        return inside;
    }

    /** Parts, and behind them what is left of their whole, if anything is: the conversations that no part has. */
    List<int[]> withRest(int[] whole, List<int[]> parts) {
        List<int[]> beside = new ArrayList<>(parts);
        int[] together = parts.stream().flatMapToInt(Arrays::stream).toArray();
        int[] left = rowsWithout(whole, parts);
        int[] rest = users.aloneIn(left, left.length, together, 0);
        if (rest.length > 0) {
            beside.add(rest);
        }
        return beside;
    }

    /** For each family that was shown, those of its sets that lie inside some rows, or for the most part. */
    private Map<Integer, List<int[]>> insideOf(Map<Integer, Integer> common, boolean mostly) {
        Map<Integer, List<int[]>> inside = new TreeMap<>();
        common.forEach((id, shared) -> {
            IntList families = familiesOfSet.get(id);
            boolean within = isInside(shared, sets.get(id), mostly);
            for (int i = 0; within && i < families.size(); i++) {
                inside.computeIfAbsent(families.get(i), unused -> new ArrayList<>())
                        .add(sets.get(id));
            }
        });
        return inside;
    }

    private static boolean isInside(int shared, int[] part, boolean mostly) {
        return mostly ? 2L * shared > part.length : shared == part.length;
    }

    /** Says whether several parts together are a set but for a few, on both sides. */
    private boolean isNearly(int[] whole, List<int[]> parts) {
        int[] together =
                parts.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
        int[] beyond = tooLittle(together, List.of(whole));
        int[] missing = tooLittle(whole, List.of(together));
        return parts.size() > 1 && beyond != null && missing != null && beyond.length + missing.length > 0;
    }

    private boolean wereBeside(List<int[]> parts) {
        Set<IntBuffer> distinct = new HashSet<>();
        parts.forEach(part -> distinct.add(IntBuffer.wrap(part)));
        Map<Integer, Integer> together = new HashMap<>();
        distinct.forEach(part -> familiesOf(part).forEach(family -> together.merge(family, 1, Integer::sum)));
        return together.containsValue(distinct.size());
    }

    private Set<Integer> familiesOf(IntBuffer part) {
        Set<Integer> families = new HashSet<>();
        IntList of = idsOfConversations.getOrDefault(part, new IntList());
        for (int i = 0; i < of.size(); i++) {
            IntList some = familiesOfSet.get(of.get(i));
            for (int j = 0; j < some.size(); j++) {
                families.add(some.get(j));
            }
        }
        return families;
    }

    /** Parts that leave nothing are found from one another if they share conversations. */
    private boolean leavesTooLittle(int[] whole, List<int[]> parts) {
        int[] left = tooLittle(whole, parts);
        return left != null && (left.length > 0 || !users.areApart(parts));
    }

    /**
     * Says whether a difference to a shown set is also that of another shown set, and could be found from the two: if
     * the other set had the rest of it and nothing more.
     */
    private boolean couldBeTold(int[] difference, int id, boolean gone) {
        Map<Integer, Integer> others = overlaps.computeIfAbsent(id, unused -> overlaps(sets.get(id)));
        return others.entrySet().stream().anyMatch(other -> {
            int[] rows = sets.get(other.getKey());
            int size = (gone ? sets.get(id).length : rows.length) - other.getValue();
            int beyond = (gone ? rows.length : sets.get(id).length) - other.getValue();
            return size == difference.length
                    && beyond == 0
                    && Arrays.stream(difference).allMatch(row -> Arrays.binarySearch(rows, row) < 0 == gone);
        });
    }

    /** What is left of rows without others; null if that is enough, of which a part is looked at first. */
    private int @Nullable [] tooLittle(int[] whole, List<int[]> others) {
        markAll(others);
        int[] left = new int[whole.length];
        int size = 0;
        int look = Math.max(FIRST_LOOK, policy.minConversations());
        for (int row : whole) {
            if (marked[row] != mark) {
                left[size++] = row;
                if (size == look) {
                    if (isEnough(left, size)) {
                        return null;
                    }
                    look *= 4;
                }
            }
        }
        return isEnough(left, size) ? null : Arrays.copyOf(left, size);
    }

    private int[] rowsWithout(int[] whole, List<int[]> others) {
        markAll(others);
        return Arrays.stream(whole).filter(row -> marked[row] != mark).toArray();
    }

    private void markAll(List<int[]> others) {
        mark++;
        for (int[] other : others) {
            for (int row : other) {
                marked[row] = mark;
            }
        }
    }

    private boolean isEnough(int[] rows, int size) {
        return users.areEnough(policy, rows, size);
    }
}
