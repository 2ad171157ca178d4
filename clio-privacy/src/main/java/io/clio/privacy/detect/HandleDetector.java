package io.clio.privacy.detect;

import java.util.Locale;
import java.util.Set;

/**
 * Recognises account names introduced by an at sign, as opposed to e-mail addresses, scoped packages and the at signs
 * of programming languages.
 *
 * <p>An at sign is code if a call or a path follows its word ({@code @app.route("/")}, {@code @scope/name}), if a code
 * sign precedes or an assignment follows it ({@code id = @id}), if the word is alone in its line and the next line is
 * code, or if it is one of the decorators, annotations, documentation tags and at-rules of common languages.
 */
final class HandleDetector implements Detector {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 40;
    private static final Set<String> TOP_LEVEL =
            Set.of("com", "org", "net", "edu", "gov", "io", "de", "fr", "es", "it", "uk", "co", "nl", "ru", "jp", "cn");

    @Override
    public void find(Folded text, Sink sink) {
        if (!text.has('@')) {
            return;
        }
        String content = text.text();
        for (int at = content.indexOf('@'); at >= 0; at = content.indexOf('@', at + 1)) {
            int end = nameEnd(content, at + 1);
            if (end - at > SHORTEST && startsWord(content, at) && !isCode(content, at, end)) {
                sink.accept(Kinds.HANDLE, at, end);
            }
        }
    }

    private static boolean startsWord(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !Ascii.isSpacedWordChar(before) && "@_$%&#/\\=-+<".indexOf(before) < 0;
    }

    /** A letter, then letters, digits, underscores, and single dots or hyphens inside. */
    private static int nameEnd(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST);
        int end = from;
        if (from >= text.length() || !(Character.isLetter(text.charAt(from)) || text.charAt(from) == '_')) {
            return from;
        }
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '_') {
                end = i + 1;
            } else if ((c != '.' && c != '-') || end != i) {
                break;
            }
        }
        return end;
    }

    private static boolean isCode(String text, int at, int end) {
        String name = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
        String head = name.split("\\.", 2)[0];
        boolean domain = name.contains(".") && TOP_LEVEL.contains(name.substring(name.lastIndexOf('.') + 1));
        return domain
                || CodeWords.ALL.contains(name)
                || CodeWords.ALL.contains(head)
                || isCalledOrAssigned(text, end)
                || isOperand(text, at)
                || isAloneBeforeCode(text, at, end);
    }

    private static boolean isCalledOrAssigned(String text, int end) {
        if (end >= text.length()) {
            return false;
        }
        int next = skipSpaces(text, end);
        boolean assigned = next < text.length()
                && (text.charAt(next) == '=' || text.startsWith(":=", next) || text.startsWith("+=", next));
        return assigned || "({/\\".indexOf(text.charAt(end)) >= 0;
    }

    /** After an operator, as in SQL and Ruby. */
    private static boolean isOperand(String text, int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before >= 0 && "=+*<>|".indexOf(text.charAt(before)) >= 0 && text.charAt(Math.max(0, before - 1)) != ']';
    }

    private static boolean isAloneBeforeCode(String text, int at, int end) {
        int next = skipSpaces(text, end);
        boolean alone = lineStarts(text, at) && next < text.length() && text.charAt(next) == '\n';
        if (!alone) {
            return false;
        }
        int line = next + 1;
        while (line < text.length() && Character.isWhitespace(text.charAt(line))) {
            line++;
        }
        return startsCode(text, line);
    }

    private static boolean startsCode(String text, int line) {
        for (String word : new String[] {
            "def ",
            "async ",
            "class ",
            "public ",
            "private ",
            "protected ",
            "static ",
            "final ",
            "fun ",
            "void ",
            "interface ",
            "record ",
            "enum ",
            "export ",
            "func ",
            "@"
        }) {
            if (text.startsWith(word, line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lineStarts(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    private static int skipSpaces(String text, int from) {
        int next = from;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next;
    }
}
