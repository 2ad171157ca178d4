package io.clio.conversation;

import java.util.Objects;
import java.util.Optional;

/**
 * The privacy unit: the user whose conversation it is, or nobody known.
 *
 * <p>A conversation of an unknown subject counts towards conversations and never towards users. Immutable and
 * thread-safe; two known subjects are equal if their ids are. {@link #toString()} does not print the id.
 */
public final class Subject {
    private static final Subject UNKNOWN = new Subject("");

    private final String id;

    private Subject(String id) {
        this.id = id;
    }

    /**
     * The user with this id.
     *
     * @param id the id of the account, not blank
     * @return the subject
     * @throws IllegalArgumentException if the id is blank
     */
    public static Subject ofUser(String id) {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a user id must not be blank; use Subject.unknown()");
        }
        return new Subject(id);
    }

    /**
     * A subject for a conversation that names no user. Unknown subjects are not equal to one another as people: they
     * are never counted as a user.
     *
     * @return the unknown subject
     */
    public static Subject unknown() {
        return UNKNOWN;
    }

    /**
     * Says whether the user is known.
     *
     * @return true if this subject counts as a user
     */
    public boolean isKnown() {
        return !id.isEmpty();
    }

    /**
     * Gives the id itself. Whoever calls this is answerable for where it goes.
     *
     * @return the id, or nothing for the unknown subject
     */
    public Optional<String> reveal() {
        return isKnown() ? Optional.of(id) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Says whether the subject is known, and never who it is. */
    @Override
    public String toString() {
        return isKnown() ? "Subject[known]" : "Subject[unknown]";
    }
}
