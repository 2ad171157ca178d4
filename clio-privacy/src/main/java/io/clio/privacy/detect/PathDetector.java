package io.clio.privacy.detect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises file paths that contain a user name: below {@code /home}, {@code /Users} or {@code C:\Users}, and
 * {@code ~name/}. Accounts that every machine has, and the words that manuals put in place of a name, are no names.
 */
final class PathDetector implements Detector {
    private static final String REST = "(?:[/\\\\][^\\s\"'<>|:*?,;)\\]]{0,400}+)?";
    private static final Pattern SHAPE = Pattern.compile("(?:(?<![A-Za-z0-9.])(?:/(?:[a-z]{1,9}/){0,2})(?:home|Users)/"
            + "|(?<![A-Za-z0-9])(?:[A-Za-z]:|\\\\)[/\\\\]{1,2}+(?:Users|Documents and Settings)[/\\\\]{1,2}+"
            + "|(?<![A-Za-z0-9/.~])~(?=[^\\s/\\\\]{1,32}/))"
            + "(?<name>[\\p{L}_][\\p{L}0-9_.@-]{0,63}+)" + REST);
    private static final Set<String> NOBODY = Set.of(
            "public", "shared", "default", "all", "user", "username", "you", "yourname", "your_username", "your");

    @Override
    public void find(Folded text, Sink sink) {
        if (!isPossible(text)) {
            return;
        }
        Matcher matcher = SHAPE.matcher(text.text());
        while (matcher.find()) {
            if (!NOBODY.contains(matcher.group("name").toLowerCase(Locale.ROOT))) {
                sink.accept(Kinds.PATH, matcher.start(), matcher.end());
            }
        }
    }

    private static boolean isPossible(Folded text) {
        boolean separated = text.has('/') || text.has('\\');
        return separated
                && (text.has('~')
                        || text.text().contains("home/")
                        || text.text().contains("Users")
                        || text.text().contains("Settings"));
    }
}
