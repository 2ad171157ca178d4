package io.clio.privacy.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises web and file-transfer addresses: a dotted host behind a scheme, and any host with a user, path, query or
 * fragment part. A bare host without a scheme ({@code example.org}) is how people write the name of a service, and is
 * left alone; so is a host without a dot and a path ({@code http://localhost:8080}).
 */
final class UrlDetector implements Detector {
    private static final String LABEL = "[\\p{L}0-9](?:[\\p{L}0-9_-]{0,62}+)";
    private static final String TAIL = "[/?#][^\\s<>\"\\\\^`{|}\\[\\]]{1,4000}+";
    private static final Pattern WITH_SCHEME = Pattern.compile(
            "(?<![A-Za-z0-9])(?:https?|hxxps?|ftps?|sftp|ssh|git|wss?|s3|gs|rtsp|ldap|mongodb|postgres(?:ql)?|mysql|redis|amqp)"
                    + "://(?<user>[^\\s/@<>\"]{1,128}@)?" + LABEL + "(?:\\." + LABEL
                    + "){0,9}+\\.?(?::\\d{1,5}+)?(?<tail>" + TAIL + ")?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile(
            "(?<![A-Za-z0-9@._/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}+)\\.){1,8}+(?:com|org|net|edu|gov|info|io|co|me|tv|ly|gl|gg|be"
                    + "|app|dev|xyz|uk|de|fr|es|it|nl|eu|ru|cn|jp|kr|in|br|us|ca|au|ch|at|pl|se|no|fi|dk|pt|mx|ar|tr"
                    + "|ua|il|za|nz|ie|gr|cz|hu|ro|bg|hr|si|sk|lt|lv|ee|hk|tw|sg|vn|id|th|ph|my|ae|sa|eg|ng|ke)"
                    + "(?::\\d{1,5}+)?(?<tail>" + TAIL + ")",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_SCHEME = 12;
    private static final int SHORTEST_HOST = 3;
    private static final int LONGEST_HOST = 260;
    private static final String TRAILING = ".,;:!?'\")]}*_-";

    @Override
    public void find(Folded text, Sink sink) {
        if (!text.has('.') && !text.has(':')) {
            return;
        }
        if (text.text().contains("://")) {
            findWithScheme(text.text(), sink);
        }
        if (text.has('.') && (text.has('/') || text.has('?') || text.has('#'))) {
            findBare(text.text(), sink);
        }
    }

    private static void findWithScheme(String text, Sink sink) {
        Matcher matcher = WITH_SCHEME.matcher(text).useTransparentBounds(true);
        int next = 0;
        for (int i = text.indexOf("://"); i >= 0; i = text.indexOf("://", next)) {
            next = i + 1;
            int start = i;
            while (start > 0 && i - start < LONGEST_SCHEME && Ascii.isAlnum(text.charAt(start - 1))) {
                start--;
            }
            if (matcher.region(start, text.length()).lookingAt()) {
                report(text, matcher, matcher.start("user") >= 0, sink);
                next = Math.max(next, matcher.end());
            }
        }
    }

    /** Looks at the host before each slash, question mark or hash that follows a letter or digit. */
    private static void findBare(String text, Sink sink) {
        Matcher matcher = BARE.matcher(text).useTransparentBounds(true);
        for (int i = 1; i < text.length(); i++) {
            boolean opens = "/?#".indexOf(text.charAt(i)) >= 0 && Ascii.isAlnum(text.charAt(i - 1));
            int start = opens ? hostStart(text, i) : i;
            if (i - start > SHORTEST_HOST
                    && matcher.region(start, text.length()).lookingAt()) {
                report(text, matcher, false, sink);
                i = matcher.end() - 1;
            }
        }
    }

    private static int hostStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < LONGEST_HOST && isHost(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isHost(char c) {
        return Ascii.isAlnum(c) || c == '.' || c == '-' || c == ':';
    }

    private static void report(String text, Matcher matcher, boolean hasUser, Sink sink) {
        int tail = matcher.start("tail") < 0 ? matcher.end() : matcher.start("tail");
        int end = tail == matcher.end() ? tail : trim(text, tail, proseStart(text, tail, matcher.end()));
        if (hasUser || end - tail > 1 || isWrittenOut(text, matcher.start(), tail)) {
            sink.accept(Kinds.URL, matcher.start(), Math.max(end, tail));
        }
    }

    /** Behind a scheme, with a dot that is not the first or last char of the host. */
    private static boolean isWrittenOut(String text, int start, int end) {
        int scheme = text.indexOf("://", start);
        if (scheme < 0 || scheme >= end) {
            return false;
        }
        int dot = text.indexOf('.', scheme);
        return dot > scheme && dot < end - 1;
    }

    /** Where unspaced script follows an ASCII letter or digit, prose has resumed. */
    private static int proseStart(String text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (Ascii.isUnspaced(text.charAt(i)) && Ascii.isAlnum(text.charAt(i - 1))) {
                return i;
            }
        }
        return to;
    }

    private static int trim(String text, int from, int to) {
        int end = to;
        while (end > from && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
