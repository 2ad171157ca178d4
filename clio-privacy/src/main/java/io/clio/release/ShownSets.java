package io.clio.release;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * same as a set of the other tree. Serves one thread.
 */
final class ShownSets {
    private static final int FIRST_LOOK = 64;

    private final PrivacyPolicy policy;
    private final ReleaseLedger.Scope scope;
    private final EffectiveUsers users;
    private final List<int[]> sets;
    private final Map<IntBuffer, Integer> ids = new HashMap<>();
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
        this.sets = sets;
        this.inCommon = new int[sets.size()];
        this.marked = new int[rows];
        this.firstOfRow = new int[rows + 1];
        for (int id = 0; id < sets.size(); id++) {
            ids.put(IntBuffer.wrap(sets.get(id)), id);
            familiesOfSet.add(new IntList());
            for (int row : sets.get(id)) {
                firstOfRow[row + 1]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            firstOfRow[row + 1] += firstOfRow[row];
        }
        this.setsOfRow = new int[firstOfRow[rows]];
        int[] next = firstOfRow.clone();
        for (int id = 0; id < sets.size(); id++) {
            for (int row : sets.get(id)) {
                setsOfRow[next[row]++] = id;
            }
        }
        for (int family = 0; family < families.size(); family++) {
            // of two cells that are the same set one is enough
            for (int id : Arrays.stream(families.get(family)).distinct().toArray()) {
                familiesOfSet.get(id).add(family);
            }
        }
    }

    int[] get(int id) {
        return sets.get(id);
    }

    int size() {
        return sets.size();
    }

    /** The number of a set, or −1 if it was never shown. */
    int idOf(int[] rows) {
        return ids.getOrDefault(IntBuffer.wrap(rows), -1);
    }

    /** How many rows some rows share with each shown set that has any of them. */
    Map<Integer, Integer> common(int[] rows) {
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
        if (sets.isEmpty() || idOf(rows) >= 0) {
            return true;
        }
        Map<Integer, Integer> common = common(rows);
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
    boolean differByEnough(int[] rows, int[] shown) {
        int[] added = tooLittle(rows, List.of(shown));
        int[] gone = tooLittle(shown, List.of(rows));
        return (added == null || added.length == 0) && (gone == null || gone.length == 0);
    }

    /** Says whether parts may be shown beside one another, each of which may be shown. */
    boolean mayShowBeside(int[] whole, List<int[]> parts) {
        List<int[]> beside = withRest(whole, parts);
        if (beside.size() > parts.size() && !mayShow(beside.get(parts.size()))) {
            return false;
        }
        int wholeId = idOf(whole); // within one release suppression looks at it
        return besideEach(beside, wholeId, false).entrySet().stream()
                        .noneMatch(shown -> shown.getValue().size() > 1
                                && leavesTooLittle(sets.get(shown.getKey()), shown.getValue())
                                && !wereBeside(shown.getValue()))
                && (scope != ReleaseLedger.Scope.TREES
                        || besideEach(beside, wholeId, true).entrySet().stream()
                                .noneMatch(shown -> isNearly(sets.get(shown.getKey()), shown.getValue())
                                        && !wereBeside(shown.getValue())));
    }

    /** For each set that was shown, but their whole, the parts that lie inside it, or for the most part. */
    private Map<Integer, List<int[]>> besideEach(List<int[]> parts, int wholeId, boolean mostly) {
        Map<Integer, List<int[]>> inside = new TreeMap<>();
        for (int[] part : parts) {
            common(part).forEach((id, shared) -> {
                if (isInside(shared, part, mostly) && id != wholeId) {
                    inside.computeIfAbsent(id, unused -> new ArrayList<>()).add(part);
                }
            });
        }
        return inside;
    }

    /** Parts, and behind them what is left of their whole, if anything is. */
    List<int[]> withRest(int[] whole, List<int[]> parts) {
        List<int[]> beside = new ArrayList<>(parts);
        markAll(parts);
        int[] rest = Arrays.stream(whole).filter(row -> marked[row] != mark).toArray();
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
        Map<Integer, Integer> together = new HashMap<>();
        int[] distinct = parts.stream().mapToInt(this::idOf).distinct().toArray();
        for (int id : distinct) {
            for (int i = 0; id >= 0 && i < familiesOfSet.get(id).size(); i++) {
                together.merge(familiesOfSet.get(id).get(i), 1, Integer::sum);
            }
        }
        return together.containsValue(distinct.length);
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
        Map<Integer, Integer> others = overlaps.computeIfAbsent(id, unused -> common(sets.get(id)));
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
                        return tooLittleAlone(whole);
                    }
                    look *= 4;
                }
            }
        }
        return isEnough(left, size) ? tooLittleAlone(whole) : Arrays.copyOf(left, size);
    }

    /** The same where only conversations count of which no part is marked. */
    private int @Nullable [] tooLittleAlone(int[] whole) {
        if (!users.splits()) {
            return null;
        }
        int[] left = Arrays.stream(whole).filter(row -> marked[row] != mark).toArray();
        int[] others = Arrays.stream(whole).filter(row -> marked[row] == mark).toArray();
        int[] alone = users.aloneIn(left, left.length, others, 0);
        return isEnough(alone, alone.length) ? null : alone;
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
