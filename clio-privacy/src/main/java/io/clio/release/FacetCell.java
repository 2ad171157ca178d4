package io.clio.release;

import java.util.Objects;

/**
 * How many stand behind one value of a facet within a node, or behind all values that have no cell of their own.
 * Immutable.
 */
public final class FacetCell {
    private final String value;
    private final boolean other;
    private final int users;
    private final int conversations;

    FacetCell(String value, boolean other, int users, int conversations) {
        this.value = value;
        this.other = other;
        this.users = users;
        this.conversations = conversations;
    }

    /**
     * The value.
     *
     * @return its label; {@code other} if it stands for no single value
     */
    public String value() {
        return value;
    }

    /**
     * Whether the cell stands for all conversations of the node that no other cell of the facet stands for: their
     * values are too rare to be shown, or they have none.
     *
     * @return true for at most one cell of a facet, the last one
     */
    public boolean isOther() {
        return other;
    }

    /**
     * How many users it stands for.
     *
     * @return the number of users
     */
    public int users() {
        return users;
    }

    /**
     * How many conversations it stands for.
     *
     * @return the number of conversations
     */
    public int conversations() {
        return conversations;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof FacetCell that
                && value.equals(that.value)
                && other == that.other
                && users == that.users
                && conversations == that.conversations;
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, other, users, conversations);
    }

    @Override
    public String toString() {
        return value + " (" + users + " users, " + conversations + " conversations)";
    }
}
