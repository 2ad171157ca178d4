package io.clio.explorer.access;

import java.time.Instant;

/**
 * Somebody who was recognised.
 *
 * @param name who, for the access log and for the rate limit; any text of 1 to 200 characters
 * @param role what may be seen
 * @param until from when on the recognition is void; {@link Instant#MAX} if it has no end of its own
 */
public record Reader(String name, Role role, Instant until) {
    private static final int LONGEST = 200;

    /** Checks the name. */
    public Reader {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a reader's name: expected 1 to " + LONGEST + " characters, found " + name.length());
        }
    }

    /**
     * A reader whose recognition has no end of its own.
     *
     * @param name who
     * @param role what may be seen
     */
    public Reader(String name, Role role) {
        this(name, role, Instant.MAX);
    }
}
