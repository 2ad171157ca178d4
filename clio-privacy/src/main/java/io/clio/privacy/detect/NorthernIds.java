package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of northern and eastern Europe: Polish PESEL (weights modulo 10, date), Swedish personnummer (Luhn, date;
 * coordination numbers included), Finnish henkilötunnus (modulo 31, date), Norwegian fødselsnummer (two digits modulo
 * 11), Icelandic kennitala (modulo 11), Danish CPR number (date, near a cue, since newer ones have no check digit).
 */
final class NorthernIds {
    private static final String FINNISH_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private static final Cue CPR = Cue.of("cpr|cpr-nr|cpr-nummer|personnummer|personal id");

    private NorthernIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("\\d{11}", 11, NorthernIds::pesel),
                IdForm.of("(?:19|20)?\\d{6} ?[-+]?\\d{4}", 10, NorthernIds::personnummer),
                IdForm.of("\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]", 9, NorthernIds::henkilotunnus),
                IdForm.of("\\d{6} \\d{5}", 11, NorthernIds::fodselsnummer),
                IdForm.of("\\d{6}-?\\d{4}", 10, NorthernIds::kennitala),
                IdForm.near(CPR, "\\d{6}[- ]?\\d{4}", 10, id -> Checksums.monthDay(id, 2, 0)));
    }

    static boolean pesel(String id) {
        int month = (10 * Checksums.digit(id, 2) + Checksums.digit(id, 3)) % 20;
        int day = 10 * Checksums.digit(id, 4) + Checksums.digit(id, 5);
        boolean date = month >= 1 && month <= 12 && day >= 1 && day <= 31;
        return date && Checksums.weigh(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    static boolean personnummer(String id) {
        String ten = id.substring(id.length() - 10);
        int month = 10 * Checksums.digit(ten, 2) + Checksums.digit(ten, 3);
        int day = (10 * Checksums.digit(ten, 4) + Checksums.digit(ten, 5)) % 60;
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 && Checksums.luhn(ten);
    }

    static boolean henkilotunnus(String id) {
        String digits = Ascii.digitsOf(id.substring(0, id.length() - 1));
        int number = Integer.parseInt(digits);
        return Checksums.monthDay(digits, 2, 0) && FINNISH_CHECKS.charAt(number % 31) == id.charAt(id.length() - 1);
    }

    static boolean fodselsnummer(String id) {
        int first = Checksums.weigh(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1);
        int second = Checksums.weigh(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1);
        return !Checksums.uniform(id) && first % 11 == 0 && second % 11 == 0;
    }

    /** The last digit is the century: 9 or 0. */
    static boolean kennitala(String id) {
        int century = Checksums.digit(id, 9);
        return (century == 9 || century == 0)
                && Checksums.monthDay(id, 2, 0)
                && Checksums.weigh(id, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }
}
