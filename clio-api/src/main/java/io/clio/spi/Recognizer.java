package io.clio.spi;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Recognises values of a kind that only its user knows of, such as the numbers of employees or of cases. What it finds
 * is taken out of conversations before any stage sees them, and is refused by the release gate.
 *
 * <p>It is asked about each text twice if the text holds anything but plain ASCII: as it was written, and folded: in
 * compatibility form, without invisible characters, marks and diacritics, with ASCII digits, and with Latin, Greek and
 * Cyrillic letters as the ASCII letters that they resemble, so that a value in disguise is found as well. What is found
 * in either counts. Placeholders of what others found, such as {@code [email]}, may stand in the text.
 *
 * <p>An implementation is deterministic, safe for use by several threads, takes time about linear in the length of the
 * text, and keeps nothing of it. It fails closed: if it throws, returns null or returns places that are not in the
 * text, a conversation is left out of the run and counted as failed, and a text that would be released is withheld.
 *
 * <p>Recognisers only add up: none can keep the detectors of Clio, or another recogniser, from finding something.
 */
@FunctionalInterface
public interface Recognizer {

    /**
     * Finds the values in a text.
     *
     * @param text any text, of a few characters or of megabytes
     * @return their places, in any order, overlapping or not, not more than the text has characters; empty if there is
     *     none
     */
    List<Span> find(String text);

    /**
     * Names what is found. It stands in brackets in place of each value, and its words count as words of the
     * conversation; the same whenever it is asked for.
     *
     * @return lower-case ASCII letters, in words with single spaces between them, 32 characters at most; by default
     *     {@code private}
     */
    default String kind() {
        return "private";
    }

    /**
     * A recogniser from a function; {@code Recognizers} of {@code clio-core} has one for regular expressions.
     *
     * @param kind see {@link #kind()}
     * @param find see {@link #find}
     * @return the recogniser
     */
    static Recognizer of(String kind, Function<? super String, ? extends List<Span>> find) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(find, "find");
        return new Recognizer() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public List<Span> find(String text) {
                return find.apply(text);
            }
        };
    }

    /**
     * A place in a text, in {@code char}s; it must not divide a surrogate pair.
     *
     * @param start offset of the first {@code char}, 0 or more
     * @param end offset after the last {@code char}, more than {@code start}
     */
    record Span(int start, int end) {
        // Checks what can be checked without the text.
        public Span {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("a span needs 0 <= start < end, got " + start + " and " + end);
            }
        }
    }
}
