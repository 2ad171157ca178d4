package io.clio.privacy.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises e-mail addresses (RFC 5321 dot-string local parts, dotted domains), also of internationalised domains, and
 * those spelled out as "name (at) domain dot com" where brackets or "dot" leave no doubt.
 */
final class EmailDetector implements Detector {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 253;
    private static final String EXTRA_LOCAL = "._%+-'&~";

    private static final char[] BRACKETS = {'(', '[', '{', '<'};
    private static final String AT = "(?:at|@|arroba|chez|собака)";
    private static final String DOT = "(?:dot|punkt|punto|point|ponto|точка|\\.)";
    private static final String BRACKETED_AT = " ?[(\\[{<] ?" + AT + " ?[)\\]}>] ?";
    private static final String BRACKETED_DOT = "(?: ?[(\\[{<] ?" + DOT + " ?[)\\]}>] ?| dot | ?\\. ?)";
    private static final Pattern DOTTED = Pattern.compile(
            "(?<![A-Za-z0-9._+-])(?:[A-Za-z0-9._+-]{1,32}+ ?[(\\[{<] ?" + DOT + " ?[)\\]}>] ?){1,4}+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AT_SIGN = Pattern.compile("[(\\[{<] ?" + AT, Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile(
            "(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}+" + BRACKETED_AT + "[A-Za-z0-9-]{1,63}+(?:"
                    + BRACKETED_DOT + "[A-Za-z0-9-]{2,63}+){1,4}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDED = Pattern.compile(
            "(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}+ at [A-Za-z0-9-]{1,63}+ (?:dot [A-Za-z0-9-]{2,20}+ )?dot "
                    + "(?:com|org|net|edu|gov|io|co|uk|de|fr|es|it|nl|eu|in|us|ca|au|br)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACED =
            Pattern.compile("(?<![A-Za-z0-9._+-])([A-Za-z0-9]++(?:[._+-][A-Za-z0-9]++){0,8}+) ?@ ?"
                    + "[A-Za-z0-9-]{1,63}+ ?\\. ?(?:com|org|net|edu|de|fr|es|it|nl|uk|eu|ru|cn|jp|br)\\b");

    @Override
    public void find(Folded text, Sink sink) {
        if (text.has('%')) {
            findPlain(text.text(), "%40", sink);
        }
        if (text.has('@')) {
            findPlain(text.text(), "@", sink);
            findSpaced(text.text(), sink);
        }
        for (char bracket : BRACKETS) {
            if (text.has(bracket)) {
                findBracketed(text.text(), bracket, sink);
            }
        }
        if (text.text().contains(" dot ") || text.text().contains(" DOT ")) {
            findWorded(text.text(), sink);
        }
    }

    private static void findPlain(String text, String sign, Sink sink) {
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
            int start = localStart(text, at);
            int end = start < at ? domainEnd(text, at + sign.length()) : -1;
            if (end > 0) {
                sink.accept(Kinds.EMAIL, start, end);
            }
        }
    }

    private static int localStart(String text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !Ascii.isSpacedWordChar(text.charAt(start)) && text.charAt(start) != '_') {
            start++;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Ascii.isSpacedWordChar(c) || EXTRA_LOCAL.indexOf(c) >= 0;
    }

    /** End of a dotted domain whose last label is letters, or -1. */
    private static int domainEnd(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_DOMAIN);
        int best = -1;
        int label = from;
        for (int i = from; i <= limit; i++) {
            boolean inside = i < limit && (Ascii.isSpacedWordChar(text.charAt(i)) || text.charAt(i) == '-');
            if (inside) {
                continue;
            }
            if (i == label) {
                break;
            }
            if (label > from && isTopLevel(text, label, i)) {
                best = i;
            }
            if (i == limit || text.charAt(i) != '.') {
                break;
            }
            label = i + 1;
        }
        return best;
    }

    private static boolean isTopLevel(String text, int start, int end) {
        if (text.startsWith("xn--", start)) {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return end - start >= 2;
    }

    /** A space beside the at sign is a trick only if the word before it looks like a mailbox. */
    private static void findSpaced(String text, Sink sink) {
        Matcher matcher = SPACED.matcher(text).useTransparentBounds(true);
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            boolean spaced = text.startsWith(" ", at + 1) || (at > 0 && text.charAt(at - 1) == ' ');
            if (spaced && reaches(matcher, text, at) && matcher.group(1).chars().anyMatch(c -> c < 'A')) {
                sink.accept(Kinds.EMAIL, matcher.start(), matcher.end());
            }
        }
    }

    private static void findBracketed(String text, char bracket, Sink sink) {
        Matcher at = AT_SIGN.matcher(text);
        Matcher matcher = BRACKETED.matcher(text).useTransparentBounds(true);
        for (int open = text.indexOf(bracket); open >= 0; open = text.indexOf(bracket, open + 1)) {
            if (at.region(open, text.length()).lookingAt() && reaches(matcher, text, open)) {
                sink.accept(Kinds.EMAIL, dottedStart(text, matcher.start()), matcher.end());
            }
        }
    }

    /** Where "first (dot) last" begins, if "last" begins at {@code start}. */
    private static int dottedStart(String text, int start) {
        int from = Math.max(0, start - MAX_LOCAL);
        Matcher words = DOTTED.matcher(text).useTransparentBounds(true).region(from, start);
        int found = start;
        while (words.find()) {
            found = words.end() == start ? words.start() : found;
        }
        return found;
    }

    /** Whether the pattern matches from the word before a sign. */
    private static boolean reaches(Matcher matcher, String text, int sign) {
        int word = sign > 0 && text.charAt(sign - 1) == ' ' ? sign - 1 : sign;
        int limit = Math.min(text.length(), sign + MAX_DOMAIN);
        return matcher.region(asciiLocalStart(text, word), limit).lookingAt();
    }

    private static int asciiLocalStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < MAX_LOCAL && isAsciiLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < end && !Ascii.isAlnum(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isAsciiLocal(char c) {
        return Ascii.isAlnum(c) || "._+-".indexOf(c) >= 0;
    }

    private static void findWorded(String text, Sink sink) {
        Matcher matcher = WORDED.matcher(text);
        while (matcher.find()) {
            sink.accept(Kinds.EMAIL, matcher.start(), matcher.end());
        }
    }
}
