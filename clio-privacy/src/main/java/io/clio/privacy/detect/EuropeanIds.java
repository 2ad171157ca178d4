package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of western and southern Europe: UK NINO (format rules of HMRC), Spanish DNI and NIE (letter modulo 23),
 * French INSEE number (key modulo 97), German tax number (ISO 7064 MOD 11,10 and the repetition rule), Italian codice
 * fiscale (check letter), Dutch BSN (eleven test, near a cue), Irish PPS number (letter modulo 23).
 */
final class EuropeanIds {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** Values of 0 to 9 and of A to Z at odd positions of a codice fiscale (ministerial decree of 23 December 1976). */
    private static final int[] ODD_DIGITS = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private static final int[] ODD_LETTERS = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final Cue BSN = Cue.of("bsn|burgerservicenummer|sofinummer|sofi|citizen service number");

    private EuropeanIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of(
                        "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[A-D]",
                        6, id -> true),
                IdForm.of("\\d{2}\\.?\\d{3}\\.?\\d{3}-?[A-Z]", 8, EuropeanIds::dni),
                IdForm.of("[XYZ]-?\\d{7}-?[A-Z]", 7, EuropeanIds::nie),
                IdForm.of(
                        "[1-478] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}",
                        14, EuropeanIds::insee),
                IdForm.of("[1-9]\\d[ /]?\\d{3}[ /]?\\d{3}[ /]?\\d{3}", 11, EuropeanIds::germanTax),
                IdForm.of(
                        "[A-Z]{6} ?[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2} ?[A-Z][0-9L-NP-V]{3}[A-Z]",
                        5, EuropeanIds::codiceFiscale),
                IdForm.near(BSN, "\\d{3}[. ]?\\d{3}[. ]?\\d{3}|\\d{4}[. ]\\d{2}[. ]\\d{3}", 9, EuropeanIds::bsn),
                IdForm.of("\\d{7}[A-W][A-IW]?", 7, EuropeanIds::pps));
    }

    static boolean dni(String id) {
        return DNI_LETTERS.charAt(Integer.parseInt(id.substring(0, 8)) % 23) == id.charAt(8);
    }

    static boolean nie(String id) {
        return dni((id.charAt(0) - 'X') + id.substring(1));
    }

    static boolean insee(String id) {
        String number = id.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return number.chars().allMatch(c -> c <= '9')
                && 97 - Long.parseLong(number) % 97 == Integer.parseInt(id.substring(13));
    }

    static boolean germanTax(String id) {
        long most = id.substring(0, 10)
                .chars()
                .mapToLong(c -> id.substring(0, 10).chars().filter(d -> d == c).count())
                .max()
                .orElse(0);
        return (most == 2 || most == 3) && Checksums.mod11And10(id);
    }

    static boolean codiceFiscale(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = id.charAt(i);
            int value = Ascii.isDigit(c) ? c - '0' : c - 'A';
            boolean odd = i % 2 == 0;
            sum += !odd ? value : Ascii.isDigit(c) ? ODD_DIGITS[value] : ODD_LETTERS[value];
        }
        return id.charAt(15) - 'A' == sum % 26;
    }

    static boolean bsn(String id) {
        return !Checksums.uniform(id) && Math.floorMod(Checksums.weigh(id, 9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0;
    }

    static boolean pps(String id) {
        int second = id.length() < 9 || id.charAt(8) == 'W' ? 0 : id.charAt(8) - 'A' + 1;
        int rest = (Checksums.weigh(id, 8, 7, 6, 5, 4, 3, 2) + 9 * second) % 23;
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(rest) == id.charAt(7);
    }
}
