package io.clio.explorer.access;

import java.util.Arrays;
import java.util.Locale;

/** What a reader may see, from least to most; each role sees all that the one before it sees. */
public enum Role {
    /** Topics with titles, summaries and numbers. */
    VIEWER,
    /** Also breakdowns by facets that are not reserved, and the JSON of what is seen. */
    ANALYST,
    /** Everything that was released: reserved facets, what was held back, and the access log. */
    SAFETY;

    /**
     * Says whether this role is enough.
     *
     * @param least the least role that is needed
     * @return true if this role is that one or one above it
     */
    public boolean covers(Role least) {
        return compareTo(least) >= 0;
    }

    /**
     * The role of a name.
     *
     * @param name {@code viewer}, {@code analyst} or {@code safety}, in any case
     * @return the role
     * @throws IllegalArgumentException if there is no such role
     */
    public static Role of(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a role of viewer, analyst, safety; found another"
                                + " word of " + name.length() + " characters"));
    }

    /** The name as it is written: in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
