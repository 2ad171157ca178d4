package io.clio.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A node of the tree while the gate decides. A topic that is hidden hides its cells and all topics below it. */
final class Topic extends Part {
    final Candidate.Node node;
    /** For each facet, by its name, its cells that stand for enough users. */
    final SortedMap<String, List<Cell>> cells;

    final List<Topic> children = new ArrayList<>();
    Wording.@Nullable Released words;

    Topic(Candidate.Node node, int[] rows, int users, int conversations, SortedMap<String, List<Cell>> cells) {
        super(rows, users, conversations, "");
        this.node = node;
        this.cells = cells;
    }

    @Override
    void hide(Withheld why) {
        super.hide(why);
        allCells().forEach(cell -> cell.hide(why));
        children.forEach(child -> child.hide(why));
    }

    List<Cell> allCells() {
        return cells.values().stream().flatMap(Collection::stream).toList();
    }

    /** This topic and all below it. */
    void gather(List<Topic> into) {
        into.add(this);
        children.forEach(child -> child.gather(into));
    }
}
