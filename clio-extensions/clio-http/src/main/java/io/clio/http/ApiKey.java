package io.clio.http;

import org.jspecify.annotations.Nullable;

/** A key that is sent and never printed. Immutable. */
final class ApiKey {
    private static final int FIRST_VISIBLE = 0x21;
    private static final int LAST_VISIBLE = 0x7E;

    private final String key;

    /**
     * Checks a key.
     *
     * @param key visible ASCII characters
     * @throws IllegalArgumentException if it is anything else; the message does not hold it
     */
    ApiKey(String key) {
        if (key.isEmpty() || key.chars().anyMatch(c -> c < FIRST_VISIBLE || c > LAST_VISIBLE)) {
            throw new IllegalArgumentException("the API key must consist of visible ASCII characters, without blanks or"
                    + " line ends; it has " + key.length() + " characters");
        }
        this.key = key;
    }

    /** The value of a header that holds it. */
    String after(String prefix) {
        return prefix + key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
