package io.clio.workspace;

import java.time.Instant;
import java.util.Objects;

/**
 * Allows somebody to read a workspace for a time, and stands in the access log.
 *
 * @param who who reads
 * @param why what for
 * @param until when it ends
 */
public record AccessGrant(String who, String why, Instant until) {
    // Checks that both names say something and fit into a line of the log.
    public AccessGrant {
        requireLine("who", who);
        requireLine("why", why);
        Objects.requireNonNull(until, "until");
    }

    private static void requireLine(String name, String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " must be one line that is not blank");
        }
    }
}
