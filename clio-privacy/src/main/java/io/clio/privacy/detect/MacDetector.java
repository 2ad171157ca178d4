package io.clio.privacy.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises EUI-48 and EUI-64 hardware addresses in the colon, hyphen and three-group dot notations. A hyphenated one
 * needs a letter, since six hyphenated decimal pairs are more often something else.
 */
final class MacDetector implements Detector {
    private static final Pattern SHAPE = Pattern.compile("(?<![A-Za-z0-9:.-])(?:"
            + "[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}(?:(?::[0-9A-Fa-f]{2}){2})?"
            + "|(?=[0-9-]{0,22}[A-Fa-f])[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}(?:(?:-[0-9A-Fa-f]{2}){2})?"
            + "|(?=[0-9.]{0,13}[A-Fa-f])[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}"
            + ")(?![A-Za-z0-9]|[:-][0-9A-Fa-f])");

    @Override
    public void find(Folded text, Sink sink) {
        if (text.digits() == 0 || !(text.has(':') || text.has('-') || text.has('.'))) {
            return;
        }
        String content = text.text();
        Matcher matcher = SHAPE.matcher(content).useTransparentBounds(true);
        for (int i = 2; i + 5 < content.length(); i++) {
            int begin = beginning(content, i);
            if (begin >= 0 && matcher.region(begin, content.length()).lookingAt()) {
                sink.accept(Kinds.MAC, matcher.start(), matcher.end());
            }
        }
    }

    /** Where an address would begin whose first separator is at {@code i}; -1 if the next one is not in its place. */
    private static int beginning(String text, int i) {
        return switch (text.charAt(i)) {
            case ':', '-' -> text.charAt(i + 3) == text.charAt(i) ? i - 2 : -1;
            case '.' -> text.charAt(i + 5) == '.' ? i - 4 : -1;
            default -> -1;
        };
    }
}
