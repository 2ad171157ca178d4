package io.clio.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is shown from being subtracted from what is shown (I2): what is left of a whole without its shown parts is
 * nothing, or stands for enough itself. Judged on the sets of rows and not on the printed numbers.
 *
 * <p>The wholes and their parts: the run and its roots; a topic and its children; a topic and the cells of a facet; a
 * cell of a topic and the cells of the same value of its children. Of each, the shortest prefix of one ascending order
 * is hidden that is enough if all parts behind the prefix count as shown. Parts behind it that are hidden for another
 * reason do not help a whole: so a rule that hides more never lets anything reappear, the step is monotone in what is
 * hidden and in the policy (I8), and repeating it ends in the least fixed point, whatever the order of wholes.
 */
final class Suppression {
    private final PrivacyPolicy policy;
    private final EffectiveUsers users;
    private final int[] place;
    private final List<Whole> wholes = new ArrayList<>();

    /**
     * A whole and its parts in ascending order.
     *
     * @param of what it is, null for the run as a whole
     * @param rows its rows
     * @param parts its parts
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Whole(@Nullable Part of, int[] rows, List<? extends Part> parts) {}

    Suppression(PrivacyPolicy policy, EffectiveUsers users, int[] everyRow, List<Topic> roots) {
        this.policy = policy;
        this.users = users;
        this.place = new int[users.rows()];
        add(null, everyRow, roots);
        List<Topic> topics = new ArrayList<>();
        roots.forEach(root -> root.gather(topics));
        topics.forEach(this::add);
    }

    private void add(Topic topic) {
        add(topic, topic.rows, topic.children);
        topic.cells.forEach((facet, cells) -> {
            add(topic, topic.rows, cells);
            Map<Cell.Label, List<Cell>> below = new TreeMap<>();
            for (Topic child : topic.children) {
                for (Cell cell : child.cells.getOrDefault(facet, List.of())) {
                    below.computeIfAbsent(cell.label, unused -> new ArrayList<>())
                            .add(cell);
                }
            }
            cells.forEach(cell -> add(cell, cell.rows, below.getOrDefault(cell.label, List.of())));
        });
    }

    private void add(@Nullable Part of, int[] rows, List<? extends Part> parts) {
        if (!parts.isEmpty()) {
            wholes.add(new Whole(of, rows, parts.stream().sorted(Part.ASCENDING).toList()));
        }
    }

    /**
     * A lower bound of what any suppression must hide of topics, in conversations: of each whole whose parts cannot all
     * stay, at least the smallest. To be asked before {@link #run()}.
     */
    long leastConversationsLost() {
        long least = 0;
        for (Whole whole : wholes) {
            List<? extends Part> shown =
                    whole.parts.stream().filter(Part::isShown).toList();
            if (!shown.isEmpty()
                    && shown.get(0) instanceof Topic
                    && prefixOf(new Whole(whole.of, whole.rows, shown)) > 0) {
                least += shown.stream()
                        .mapToInt(part -> part.conversations)
                        .min()
                        .orElse(0);
            }
        }
        return least;
    }

    /** Hides until nothing more has to be hidden. */
    void run() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Whole whole : wholes) {
                changed |= settle(whole);
            }
        }
    }

    /** Shows somebody all wholes with their parts in ascending order. */
    void forEachWhole(BiConsumer<int[], List<? extends Part>> somebody) {
        wholes.forEach(whole -> somebody.accept(whole.rows, whole.parts));
    }

    /** The same without wholes that are hidden: what is left of them nobody knows. */
    void forEachShownWhole(BiConsumer<int[], List<? extends Part>> somebody) {
        wholes.stream()
                .filter(whole -> whole.of == null || whole.of.isShown())
                .forEach(whole -> somebody.accept(whole.rows, whole.parts));
    }

    private boolean settle(Whole whole) {
        if (whole.parts.stream().noneMatch(Part::isShown)) {
            return false;
        }
        boolean changed = false;
        for (Part part : whole.parts.subList(0, prefixOf(whole))) {
            changed |= part.isShown();
            part.hide(part instanceof Topic ? Withheld.NODE_SUPPRESSED : Withheld.CELL_SUPPRESSED);
        }
        return changed;
    }

    /** How many of the first parts have to be hidden. */
    private int prefixOf(Whole whole) {
        int count = whole.parts.size();
        int[] left = rowsByLastPart(whole);
        int[] ends = endOfEachPrefix(whole, left);
        for (int prefix = 0; prefix < count; prefix++) {
            if (prefix > 0 && Part.ASCENDING.compare(whole.parts.get(prefix - 1), whole.parts.get(prefix)) == 0) {
                continue;
            }
            List<? extends Part> behind = whole.parts.subList(prefix, count);
            if (leavesNothingOrEnough(left, ends[prefix], behind)
                    || behind.stream().noneMatch(Part::isShown)) {
                return prefix;
            }
        }
        return count;
    }

    /**
     * Judges what is left by rows, and by conversations that have no part behind it. If it is nothing, all parts must
     * be shown, and no conversation be in two of them: or those in one of them alone, and those in both, could be
     * found.
     */
    private boolean leavesNothingOrEnough(int[] rows, int end, List<? extends Part> behind) {
        int[] alone = users.aloneIn(rows, end, rows, end);
        boolean fineAlone = alone.length == 0
                ? behind.stream().allMatch(Part::isShown)
                        && users.areApart(behind.stream().map(part -> part.rows).toList())
                : users.areEnough(policy, alone, alone.length);
        return fineAlone && (end == 0 || users.areEnough(policy, rows, end));
    }

    /** The rows of a whole, those of no part first, the others by the last part that has them. */
    private int[] rowsByLastPart(Whole whole) {
        for (int row : whole.rows) {
            place[row] = 0;
        }
        for (int part = 0; part < whole.parts.size(); part++) {
            for (int row : whole.parts.get(part).rows) {
                place[row] = part + 1;
            }
        }
        int[] next = new int[whole.parts.size() + 2];
        for (int row : whole.rows) {
            next[place[row] + 1]++;
        }
        for (int part = 1; part < next.length; part++) {
            next[part] += next[part - 1];
        }
        int[] sorted = new int[whole.rows.length];
        for (int row : whole.rows) {
            sorted[next[place[row]]++] = row;
        }
        return sorted;
    }

    /** For each prefix of the parts how many of the sorted rows are in no part behind it. */
    private int[] endOfEachPrefix(Whole whole, int[] sorted) {
        int[] ends = new int[whole.parts.size() + 1];
        for (int row : sorted) {
            ends[place[row]]++;
        }
        for (int part = 1; part < ends.length; part++) {
            ends[part] += ends[part - 1];
        }
        return ends;
    }
}
