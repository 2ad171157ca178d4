package io.clio.conversation;

import java.util.Objects;

/**
 * A text that may not leave the process: {@link #toString()} prints its length, and the text itself comes out only
 * through {@link #reveal()}, a name that can be searched for in a code base.
 *
 * <p>Immutable and thread-safe. Two instances are equal if their texts are.
 */
public final class SensitiveText {
    private static final SensitiveText EMPTY = new SensitiveText("");

    private final String text;

    private SensitiveText(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @param text the text
     * @return the wrapped text
     */
    public static SensitiveText of(String text) {
        Objects.requireNonNull(text, "text");
        return text.isEmpty() ? EMPTY : new SensitiveText(text);
    }

    /**
     * Gives the text itself. Whoever calls this is answerable for where it goes.
     *
     * @return the text
     */
    public String reveal() {
        return text;
    }

    /**
     * Says how long the text is.
     *
     * @return the length in UTF-16 code units
     */
    public int length() {
        return text.length();
    }

    /**
     * Says whether nothing but white space is in the text.
     *
     * @return true if the text is blank
     */
    public boolean isBlank() {
        return text.isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SensitiveText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says how long the text is, and never what it says. */
    @Override
    public String toString() {
        return "SensitiveText[length=" + text.length() + "]";
    }
}
