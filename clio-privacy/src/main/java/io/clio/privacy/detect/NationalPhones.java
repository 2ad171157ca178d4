package io.clio.privacy.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;

/**
 * Tells whether digit groups without a country code are a valid telephone number somewhere, by the numbering plans of
 * libphonenumber.
 *
 * <p>Nearly every string of nine or ten digits is a valid number in some country, so groups that look like a quantity,
 * a list, a range or a date are refused before the plans are asked.
 */
final class NationalPhones {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final List<String> REGIONS = List.of(
            "US", "GB", "IN", "DE", "FR", "ES", "IT", "BR", "MX", "JP", "CN", "KR", "AU", "NL", "BE", "CH", "AT", "PL",
            "SE", "PT", "RU", "TR", "ZA", "AR", "IE", "HU");
    private static final int FEWEST = 8;
    private static final int MOST = 12;
    private static final int LONGEST_GROUP = 8;
    static final int FRENCH_PAIRS = 5;

    private NationalPhones() {}

    /**
     * Whether five pairs and no more begin here, the first with a nought: a French number, though a date may be in it.
     */
    static boolean isFrench(DigitGroups groups, int from) {
        int last = from + FRENCH_PAIRS - 1;
        if (last >= groups.size() || !groups.group(from).matches("0[1-9]")) {
            return false;
        }
        String separator = groups.separator(from);
        for (int i = from + 1; i <= last; i++) {
            if (groups.length(i) != 2 || !groups.separator(i - 1).equals(separator)) {
                return false;
            }
        }
        return !(from > 0 && groups.separator(from - 1).equals(separator))
                && !(last + 1 < groups.size() && groups.separator(last).equals(separator));
    }

    static boolean isPlausible(DigitGroups groups, int from, int to) {
        String digits = groups.digits(from, to);
        return digits.length() >= FEWEST
                && digits.length() <= MOST
                && !groups.isFollowedByUnit(to)
                && isWrittenAsPhone(groups, from, to)
                && isValidSomewhere(digits);
    }

    private static boolean isWrittenAsPhone(DigitGroups groups, int from, int to) {
        boolean trunk = groups.group(from).startsWith("0");
        int count = to - from + 1;
        if (count < 2 || (count == 2 && !trunk) || hasDate(groups, from, to) || mixesDots(groups, from, to)) {
            return false;
        }
        String separator = groups.separator(from);
        // A trunk or bracketed area code may stand apart; otherwise one separator is used throughout.
        int reference = trunk || separator.startsWith(")") ? from + 1 : from;
        for (int i = from; i <= to; i++) {
            if (groups.length(i) > LONGEST_GROUP || (i > from && groups.length(i) < 2)) {
                return false;
            }
            if (i > reference && !groups.separator(i - 1).equals(groups.separator(reference))) {
                return false;
            }
        }
        return trunk || !(isThousands(groups, from, to, separator) || isPairs(groups, from, to));
    }

    private static boolean hasDate(DigitGroups groups, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Dates.begins(groups.span(i, to))) {
                return true;
            }
        }
        return false;
    }

    /** A dot beside another separator is a decimal point. */
    private static boolean mixesDots(DigitGroups groups, int from, int to) {
        int dots = 0;
        for (int i = from; i < to; i++) {
            dots += groups.separator(i).contains(".") ? 1 : 0;
        }
        return dots > 0 && dots < to - from;
    }

    /** Groups of three after a shorter one, behind dots, or down to the last thousand, are a large quantity. */
    private static boolean isThousands(DigitGroups groups, int from, int to, String separator) {
        for (int i = from + 1; i <= to; i++) {
            if (groups.length(i) != 3) {
                return false;
            }
        }
        return separator.startsWith(".")
                || groups.length(from) < 3
                || groups.group(to).equals("000");
    }

    /** Two digits at a time are a list or a score, and so are runs of years. */
    private static boolean isPairs(DigitGroups groups, int from, int to) {
        boolean pairs = true;
        boolean fours = true;
        for (int i = from; i <= to; i++) {
            pairs &= groups.length(i) == 2;
            fours &= groups.length(i) == 4;
        }
        return pairs || fours;
    }

    private static boolean isValidSomewhere(String digits) {
        for (String region : REGIONS) {
            if (isValid(digits, region)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValid(String digits, String region) {
        try {
            return PLANS.isValidNumberForRegion(PLANS.parse(digits, region), region);
        } catch (NumberParseException notOfThisRegion) {
            return false;
        }
    }
}
