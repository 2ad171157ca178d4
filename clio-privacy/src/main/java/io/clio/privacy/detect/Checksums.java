package io.clio.privacy.detect;

/** The check-digit schemes that several identifier kinds share; all take digits without separators. */
final class Checksums {
    // Multiplication in the dihedral group D5, and Verhoeff's permutation (J. Verhoeff, "Error Detecting Decimal
    // Codes", 1969).
    private static final String[] DIHEDRAL = {
        "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
        "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
    };
    private static final String[] PERMUTATION = {
        "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"
    };

    private Checksums() {}

    static int digit(CharSequence digits, int index) {
        return digits.charAt(index) - '0';
    }

    /** Luhn, ISO/IEC 7812-1 annex B. */
    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            int doubled = 2 * value;
            sum += i % 2 == 0 ? value : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Verhoeff's scheme. */
    static boolean verhoeff(CharSequence digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            int permuted = PERMUTATION[i % 8].charAt(value) - '0';
            check = DIHEDRAL[check].charAt(permuted) - '0';
        }
        return check == 0;
    }

    /** ISO/IEC 7064 MOD 97-10 of letters (A is 10) and digits; a valid string leaves 1. */
    static int mod97(CharSequence alnum) {
        int rest = 0;
        for (int i = 0; i < alnum.length(); i++) {
            int value = Character.digit(alnum.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }

    /** ISO/IEC 7064 MOD 11,10, with the check digit last. */
    static boolean mod11And10(CharSequence digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    /** The check digit of GS1 article numbers, books among them: weights 1 and 3 in turn. */
    static boolean ean13(CharSequence digits) {
        return weigh(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    /** Sum of the leading digits, each times its weight. */
    static int weigh(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(digits, i);
        }
        return sum;
    }

    /** Whether month and day, two digits each, can be a date. */
    static boolean monthDay(CharSequence digits, int monthAt, int dayAt) {
        int month = 10 * digit(digits, monthAt) + digit(digits, monthAt + 1);
        int day = 10 * digit(digits, dayAt) + digit(digits, dayAt + 1);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Whether all digits are the same, which many schemes accept and no authority issues. */
    static boolean uniform(CharSequence digits) {
        return digits.chars().distinct().count() == 1;
    }
}
