package io.clio.privacy.detect;

import java.util.regex.Pattern;

/**
 * Recognises payment card numbers: 13 to 19 digits, solid or in groups, with a plausible issuer prefix (ISO/IEC 7812)
 * and a valid Luhn digit.
 */
final class CardDetector implements Detector {
    private static final int FEWEST = 13;
    private static final int MOST = 19;
    /**
     * Groups as other numbers have them, and joined by underscores; snake case is too full of short numbers for those.
     */
    private static final Pattern SHAPE =
            Pattern.compile("(?<![0-9A-Za-z])\\d++(?:(?: |[ ]?[-./_()][-()]? ?)\\d++)*+(?![0-9A-Za-z])");

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, FEWEST, SHAPE, match -> {
            DigitGroups groups = DigitGroups.of(text.text(), match);
            for (int from = 0; from < groups.size(); from++) {
                findFrom(groups, from, sink);
            }
        });
    }

    private static void findFrom(DigitGroups groups, int from, Sink sink) {
        int count = 0;
        for (int to = from; to < groups.size() && count <= MOST; to++) {
            count += groups.length(to);
            if (count >= FEWEST
                    && count <= MOST
                    && isWrittenAsCard(groups, from, to)
                    && isCard(groups.digits(from, to))) {
                sink.accept(Kinds.CARD, groups.start(from), groups.end(to));
            }
        }
    }

    /** Solid, or with one separator throughout: a first group of four, six or eight digits, or nothing but digits. */
    private static boolean isWrittenAsCard(DigitGroups groups, int from, int to) {
        boolean spelled = from == 0 && to == groups.size() - 1 && groups.length(from) == 1;
        for (int i = from; i < to; i++) {
            boolean sized = spelled ? groups.length(i + 1) == 1 : groups.length(i + 1) >= 2;
            if (!sized || !groups.separator(i).equals(groups.separator(from))) {
                return false;
            }
        }
        int first = groups.length(from);
        return spelled || from == to || first == 4 || first == 6 || first == 8;
    }

    private static boolean isCard(String digits) {
        return hasIssuer(digits) && Checksums.luhn(digits) && !Checksums.uniform(digits);
    }

    private static boolean hasIssuer(String digits) {
        int length = digits.length();
        int four = Integer.parseInt(digits.substring(0, 4));
        int two = four / 100;
        return switch (four / 1000) {
            case 1 -> four == 1800 && length == 15;
            case 2 -> (four == 2131 && length == 15) || (length == 16 && four >= 2200 && four <= 2720);
            case 3 -> isThree(four, length);
            case 4 -> length == 13 || length == 16 || length == 18 || length == 19;
            case 5, 6 -> two >= 50;
            case 8 -> two <= 82 && length >= 16;
            case 9 -> four == 9792 && length == 16;
            default -> false;
        };
    }

    private static boolean isThree(int four, int length) {
        int two = four / 100;
        return switch (two) {
            case 34, 37 -> length == 15;
            case 30, 36, 38, 39 -> length >= 14;
            default -> four >= 3528 && four <= 3589 && length >= 15;
        };
    }
}
