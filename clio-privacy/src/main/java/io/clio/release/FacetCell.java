package io.clio.release;

import java.util.Objects;

/** How many stand behind one value of a facet within a node. Immutable. */
public final class FacetCell {
    private final String value;
    private final int users;
    private final int conversations;

    FacetCell(String value, int users, int conversations) {
        this.value = value;
        this.users = users;
        this.conversations = conversations;
    }

    /**
     * The value.
     *
     * @return its label
     */
    public String value() {
        return value;
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
    public boolean equals(Object other) {
        return other instanceof FacetCell that
                && value.equals(that.value)
                && users == that.users
                && conversations == that.conversations;
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, users, conversations);
    }

    @Override
    public String toString() {
        return value + " (" + users + " users, " + conversations + " conversations)";
    }
}
