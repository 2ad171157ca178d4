package io.clio.privacy.detect;

import java.util.regex.Pattern;

/**
 * The place and the kind of one identifier in a text; never the identifier itself.
 *
 * @param kind lower-case words, such as {@link Kinds#EMAIL}
 * @param start offset of the first {@code char}, in the original text
 * @param end offset after the last {@code char}, in the original text; greater than {@code start}
 */
public record Finding(String kind, int start, int end) {
    private static final int MAX_KIND = 32;
    private static final Pattern KIND = Pattern.compile("[a-z]+(?: [a-z]+)*+");

    /**
     * Checks the parts.
     *
     * @param kind lower-case name
     * @param start offset of the first {@code char}
     * @param end offset after the last {@code char}
     * @throws IllegalArgumentException if the kind is not 1 to 32 lower-case ASCII letters in words with single spaces
     *     between them, or the range is empty or negative
     */
    public Finding {
        requireKind(kind);
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding needs 0 <= start < end");
        }
    }

    static void requireKind(String kind) {
        if (kind.length() > MAX_KIND || !KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "a kind is lower-case ASCII words with single spaces between them, 32 characters at most");
        }
    }
}
