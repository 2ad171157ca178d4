package io.clio.privacy.detect;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Recognises long digit strings of no known scheme: nine digits or more in a row, with the letters that they are part
 * of, or twelve or more in groups. Decimals, round quantities, thousands and rows of years are not meant.
 */
final class LongNumberDetector implements Detector {
    private static final int SOLID = 9;
    private static final int GROUPED = 12;
    private static final int MOST_GROUPS = 8;
    private static final Pattern TOKEN = Pattern.compile(
            "(?<![0-9A-Za-z])(?<!\\d[.,])#?[A-Za-z]{0,12}[0-9]{" + SOLID + ",}+[A-Za-z0-9]{0,12}(?![.]\\d)");
    private static final Pattern ROUND = Pattern.compile("\\d{1,6}0{6,}");

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, SOLID, TOKEN, match -> {
            if (!ROUND.matcher(match.group()).matches()) {
                sink.accept(Kinds.NUMBER, match.start(), match.end());
            }
        });
        DigitRegion.matches(text, GROUPED, DigitGroups.SHAPE, match -> findGrouped(text, match, sink));
    }

    private static void findGrouped(Folded text, MatchResult match, Sink sink) {
        DigitGroups groups = DigitGroups.of(text.text(), match);
        if (groups.size() < 2 || groups.size() > MOST_GROUPS) {
            return;
        }
        int last = groups.size() - 1;
        if (groups.digits(0, last).length() >= GROUPED && isAccountLike(groups, last)) {
            sink.accept(Kinds.NUMBER, match.start(), match.end());
        }
    }

    /** Groups of four and a rest, with one separator, not all of them years. */
    private static boolean isAccountLike(DigitGroups groups, int last) {
        boolean years = true;
        for (int i = 0; i <= last; i++) {
            boolean sized =
                    groups.length(i) == 4 || (i == last && groups.length(i) < 4) || (i > 0 && groups.length(i) > 4);
            boolean sameSeparator = i < 2 || groups.separator(i - 1).equals(groups.separator(0));
            if (!sized || !sameSeparator) {
                return false;
            }
            years &= groups.length(i) == 4
                    && (groups.group(i).startsWith("19") || groups.group(i).startsWith("20"));
        }
        return !years;
    }
}
