package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of northern and eastern Europe: Polish PESEL (weights modulo 10, date), Swedish personnummer (Luhn, date;
 * coordination numbers included), Finnish henkilötunnus (modulo 31, date).
 */
final class NorthernIds {
    private static final String FINNISH_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private NorthernIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("\\d{11}", 11, NorthernIds::pesel),
                IdForm.of("(?:19|20)?\\d{6} ?[-+]?\\d{4}", 10, NorthernIds::personnummer),
                IdForm.of("\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]", 9, NorthernIds::henkilotunnus));
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
}
