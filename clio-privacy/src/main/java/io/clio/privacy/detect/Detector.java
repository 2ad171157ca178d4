package io.clio.privacy.detect;

/**
 * A recogniser of one kind of identifier. Those of users are {@link io.clio.spi.Recognizer}s.
 *
 * <p>An implementation is deterministic and thread-safe, takes time about linear in the length of the text on every
 * input, and does not retain the text. It should first ask {@link Folded#has(char)}, {@link Folded#digits()} or
 * {@link Folded#longestRun()} whether its kind can occur at all.
 */
@FunctionalInterface
public interface Detector {
    /**
     * Reports each identifier in the text.
     *
     * @param text the text, folded
     * @param sink receives the places found, in any order; they may overlap
     */
    void find(Folded text, Sink sink);

    /** Takes what a detector finds, in offsets of the folded text. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one place.
         *
         * @param kind 1 to 32 lower-case ASCII letters
         * @param start offset of the first {@code char} in {@link Folded#text()}
         * @param end offset after the last {@code char} in {@link Folded#text()}
         */
        void accept(String kind, int start, int end);
    }
}
