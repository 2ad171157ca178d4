package io.clio.prompt;

import io.clio.conversation.SensitiveText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text as data of a prompt. It stands between two tags, and nothing in it can be a tag, or a mark by which models tell
 * whose turn it is: angle brackets become {@code ‹} and {@code ›}, marks such as {@code [INST]} get round brackets,
 * control and bidi characters go. What it says is data still, and a model may obey it: no stage trusts an answer.
 *
 * <p>Immutable; prints lengths only.
 */
public final class Quoted {
    private static final Pattern MARK = Pattern.compile("\\[(/?[A-Z][A-Z_]*)\\]");
    /**
     * Control characters but tab and line feed, format characters but joiners, line and paragraph separators, and
     * halves of surrogate pairs, which no provider takes.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\t\\n\\u200C\\u200D]]");

    /** Angle brackets, and wider and smaller ones that some tokenizers take for them. */
    private static final Pattern OPEN = Pattern.compile("[<\\uFF1C\\uFE64]");

    private static final Pattern CLOSE = Pattern.compile("[>\\uFF1E\\uFE65]");
    private static final Pattern TAG = Pattern.compile("[a-z]{1,20}");

    private final String text;

    private Quoted(String text) {
        this.text = text;
    }

    /**
     * A text between tags.
     *
     * @param tag lower-case letters
     * @param text what is between them
     * @return the quoted text
     */
    public static Quoted of(String tag, SensitiveText text) {
        return between(tag, harmless(text.reveal()));
    }

    /**
     * Parts between tags, a line each.
     *
     * @param tag lower-case letters
     * @param parts what is between them
     * @return the quoted parts
     */
    public static Quoted of(String tag, List<Quoted> parts) {
        return between(tag, parts.stream().map(part -> part.text).collect(Collectors.joining("\n", "\n", "\n")));
    }

    /**
     * Nothing where data might stand.
     *
     * @return the empty text
     */
    public static Quoted nothing() {
        return new Quoted("");
    }

    private static Quoted between(String tag, String inside) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("a tag must match " + TAG + ", got '" + tag + "'");
        }
        return new Quoted("<" + tag + ">" + inside + "</" + tag + ">");
    }

    private static String harmless(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String unmarked = MARK.matcher(visible).replaceAll("($1)");
        return CLOSE.matcher(OPEN.matcher(unmarked).replaceAll("‹")).replaceAll("›");
    }

    SensitiveText text() {
        return SensitiveText.of(text);
    }

    @Override
    public String toString() {
        return "Quoted[length=" + text.length() + "]";
    }
}
