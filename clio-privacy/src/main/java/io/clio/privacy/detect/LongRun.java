package io.clio.privacy.detect;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds patterns inside long runs of the characters that keys are made of; elsewhere no pattern runs. */
final class LongRun {
    private LongRun() {}

    /** Gives each match inside runs of at least {@code shortest} characters. */
    static void matches(Folded text, int shortest, Pattern pattern, Consumer<Matcher> taker) {
        if (text.longestRun() < shortest) {
            return;
        }
        String content = text.text();
        Matcher matcher = pattern.matcher(content).useTransparentBounds(true).useAnchoringBounds(false);
        int start = 0;
        for (int i = 0; i <= content.length(); i++) {
            if (i < content.length() && isInside(content.charAt(i))) {
                continue;
            }
            if (i - start >= shortest) {
                matcher.region(start, i);
                while (matcher.find()) {
                    taker.accept(matcher);
                }
            }
            start = i + 1;
        }
    }

    private static boolean isInside(char c) {
        return c < 128 && CharClass.of(c) != CharClass.OTHER;
    }
}
