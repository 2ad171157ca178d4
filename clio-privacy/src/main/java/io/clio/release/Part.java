package io.clio.release;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Something that may be shown: a topic, or a cell of a breakdown. It can be hidden, and then stays so. */
abstract class Part {
    /** The one order in which parts of a whole are suppressed; parts that are equal in it share their fate. */
    static final Comparator<Part> ASCENDING = Comparator.comparingInt((Part part) -> part.users)
            .thenComparingInt(part -> part.rows.length)
            .thenComparing(part -> part.name);

    final int[] rows;
    final int users;
    /** What is released as its conversations: fewer than its rows where one conversation counts as several. */
    final int conversations;

    private final String name;
    private @Nullable Withheld reason;

    /**
     * A part that is shown.
     *
     * @param rows its rows, ascending
     * @param users its effective users
     * @param conversations how many conversations its rows are of
     * @param name by what equal parts are told apart, whatever the order of rows
     */
    Part(int[] rows, int users, int conversations, String name) {
        this.rows = rows;
        this.users = users;
        this.conversations = conversations;
        this.name = name;
    }

    boolean isShown() {
        return reason == null;
    }

    /** Why it was hidden, null if it is shown. */
    @Nullable
    Withheld reason() {
        return reason;
    }

    void hide(Withheld why) {
        reason = reason == null ? why : reason;
    }
}
