package io.clio;

import io.clio.spi.Recognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ready-made recognisers of one's own kinds of identifiers, for {@link Pipeline#recognizer}. */
public final class Recognizers {
    /** An expression that looks at no more than this many chars for each of the text is far from running away. */
    private static final int READS_PER_CHAR = 200;

    private static final int READS = 10_000;

    private Recognizers() {}

    /**
     * Whatever matches a regular expression, such as {@code pattern("employee id", "EMP-\\d{6}")}.
     *
     * <p>It is looked for in the text as written and in the folded text, see {@link Recognizer}: write what ASCII can
     * say in ASCII. Letter case counts unless the expression begins with {@code (?i)}. Empty matches are ignored. An
     * expression that backtracks without end, such as {@code (a+)+b}, is stopped after 200 looks at each character of a
     * text on average, and has then failed on that text; so has one that overflows the stack, as {@code (a|b)*} does on
     * thousands of characters: write {@code [ab]*+}.
     *
     * @param kind see {@link Recognizer#kind()}
     * @param expression a regular expression of {@link Pattern}
     * @return the recogniser; thread-safe
     * @throws java.util.regex.PatternSyntaxException if the expression is malformed
     */
    public static Recognizer pattern(String kind, String expression) {
        Pattern pattern = Pattern.compile(expression);
        return Recognizer.of(kind, text -> places(pattern, text));
    }

    private static List<Recognizer.Span> places(Pattern pattern, String text) {
        List<Recognizer.Span> places = new ArrayList<>();
        Matcher matcher = pattern.matcher(new Metered(text, READS + (long) READS_PER_CHAR * text.length()));
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                places.add(new Recognizer.Span(matcher.start(), matcher.end()));
            }
        }
        return places;
    }

    /** A text that can be looked at only so often. Confined to one thread. */
    private static final class Metered implements CharSequence {
        private final String text;
        private long left;

        Metered(String text, long reads) {
            this.text = text;
            this.left = reads;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new IllegalStateException("the expression looks at the text too often");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return "Metered[length=" + text.length() + "]";
        }
    }
}
