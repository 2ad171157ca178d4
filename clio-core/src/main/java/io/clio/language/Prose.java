package io.clio.language;

import java.util.regex.Pattern;

/**
 * What somebody writes in words: a text without what is in no language, which is code, addresses, names of files and
 * variables, and the placeholders that the redactor left.
 *
 * <p>What remains keeps its order, with single spaces between its parts. Linear in the length; thread-safe.
 */
public final class Prose {
    private static final String FENCE = "```";
    private static final Pattern NO_WORDS = Pattern.compile(String.join(
            "|",
            "`[^`\n]*`", // code within a line
            "\\[[a-z]{1,32}\\]", // a placeholder
            "<[/!]?[A-Za-z][^<>\n]{0,200}>", // a tag
            "(?:https?://|www\\.)[\\x21-\\x7e]+"));
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** An ASCII word with a mark inside, or with digits among its letters: a path, a variable, a file, a version. */
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]*[_\\\\/@=<>{}$|#0-9][\\x21-\\x7e]*");
    /** Of the characters of a line of code, at least this part are marks that prose hardly has. */
    private static final double MARKS_OF_CODE = 0.12;

    private static final int FEWEST_MARKS = 3;
    private static final String MARKS = "{}()[];=<>$#*+|&\\_";

    private Prose() {}

    /**
     * The beginning of a text's prose.
     *
     * @param text a redacted text
     * @param most how many characters are wanted
     * @return its first characters that are prose, at most that many; empty if there is none
     */
    public static String of(String text, int most) {
        StringBuilder prose = new StringBuilder(Math.min(text.length(), most) + 1);
        boolean fenced = false;
        for (int at = 0; at < text.length() && prose.length() < most; ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            if (line.stripLeading().startsWith(FENCE)) {
                fenced = !fenced;
            } else if (!fenced && !isCode(line)) {
                addWords(line, prose, most);
            }
            at = end + 1;
        }
        return prose.toString();
    }

    private static void addWords(String line, StringBuilder prose, int most) {
        for (String word : SPACE.split(NO_WORDS.matcher(line).replaceAll(" "), 0)) {
            if (word.isEmpty() || NAME.matcher(word).matches()) {
                continue;
            }
            if (prose.length() > 0) {
                prose.append(' ');
            }
            prose.append(word);
            if (prose.length() >= most) {
                prose.setLength(Character.isHighSurrogate(prose.charAt(most - 1)) ? most - 1 : most);
                return;
            }
        }
    }

    private static boolean isCode(String line) {
        int marks = 0;
        int characters = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            characters += Character.isWhitespace(c) ? 0 : 1;
            marks += MARKS.indexOf(c) >= 0 ? 1 : 0;
        }
        String stripped = line.strip();
        boolean closes = stripped.endsWith(";") || stripped.endsWith("{") || stripped.endsWith("}");
        return marks >= (closes ? 1 : FEWEST_MARKS) && (closes || marks >= MARKS_OF_CODE * characters);
    }
}
