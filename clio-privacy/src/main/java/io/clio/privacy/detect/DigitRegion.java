package io.clio.privacy.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A neighbourhood of digits in a folded text, where numeric identifiers are looked for; elsewhere no pattern runs.
 *
 * <p>Digits with at most {@value #GAP} other chars between them share a region: no identifier has a longer stretch of
 * letters inside. A region reaches {@value #MARGIN} chars beyond its digits on either side, for letters that precede or
 * follow them.
 *
 * @param start first char of the margin
 * @param end after the last char of the margin
 * @param digits number of digits inside
 */
record DigitRegion(int start, int end, int digits) {
    static final int FEWEST_DIGITS = 4;
    private static final int GAP = 8;
    private static final int MARGIN = 10;

    /** All regions with at least {@value #FEWEST_DIGITS} digits of a text that has {@code total} digits. */
    static List<DigitRegion> in(String text, int total) {
        if (total < FEWEST_DIGITS) {
            return List.of();
        }
        List<DigitRegion> regions = new ArrayList<>();
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                continue;
            }
            if (last >= 0 && i - last > GAP + 1) {
                close(regions, text, first, last, count);
                first = -1;
                count = 0;
            }
            first = first < 0 ? i : first;
            last = i;
            count++;
        }
        close(regions, text, first, last, count);
        return List.copyOf(regions);
    }

    private static void close(List<DigitRegion> regions, String text, int first, int last, int count) {
        if (count >= FEWEST_DIGITS) {
            regions.add(
                    new DigitRegion(Math.max(0, first - MARGIN), Math.min(text.length(), last + 1 + MARGIN), count));
        }
    }

    /** Gives each match of a pattern inside the regions with at least {@code fewest} digits. */
    static void matches(Folded text, int fewest, Pattern pattern, Consumer<MatchResult> taker) {
        if (text.digits() < fewest || text.regions().isEmpty()) {
            return;
        }
        Matcher matcher = pattern.matcher(text.text());
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        for (DigitRegion region : text.regions()) {
            if (region.digits >= fewest) {
                matcher.region(region.start, region.end);
                while (matcher.find()) {
                    taker.accept(matcher.toMatchResult());
                }
            }
        }
    }
}
