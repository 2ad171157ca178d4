package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of the Americas: US SSN (format rules of the SSA since 2011), ITIN and Medicare number (format), Canadian SIN
 * (Luhn), Mexican CURP and RFC (format with a date), Brazilian CPF and CNPJ, Argentine CUIT, Chilean RUT (modulo 11).
 */
final class AmericanIds {
    private static final Cue SOCIAL_SECURITY = Cue.of("ssn|social security|social|itin|tax id|taxpayer");

    private static final Cue SOCIAL_INSURANCE = Cue.of("sin|social insurance|nas|assurance sociale");
    /** Medicare numbers use no letter that looks like a digit. */
    private static final String MBI = "[AC-HJKMNP-RT-Y]";

    private AmericanIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("(?!000|666|9)\\d{3}([- ])(?!00)\\d{2}\\1(?!0000)\\d{4}", 9, id -> true),
                IdForm.near(SOCIAL_SECURITY, "(?!000|666)\\d{3}[-. ]?(?!00)\\d{2}[-. ]?(?!0000)\\d{4}", 9, id -> true),
                IdForm.of("\\d{3}[. ]?\\d{3}[. ]?\\d{3}[- ]?\\d{2}", 11, AmericanIds::cpf),
                IdForm.of("\\d{2}[. ]?\\d{3}[. ]?\\d{3}[/ ]?\\d{4}[- ]?\\d{2}", 14, AmericanIds::cnpj),
                IdForm.of("9\\d{2}([- ])(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])\\1\\d{4}", 9, id -> true),
                IdForm.of(
                        "[1-9]" + MBI + "[0-9AC-HJKMNP-RT-Y]\\d-?" + MBI + "[0-9AC-HJKMNP-RT-Y]\\d-?" + MBI + MBI
                                + "\\d{2}",
                        5,
                        id -> true),
                IdForm.of("\\d{3}-\\d{3}-\\d{3}", 9, id -> !Checksums.uniform(id) && Checksums.luhn(id)),
                IdForm.near(SOCIAL_INSURANCE, "\\d{3} ?\\d{3} ?\\d{3}", 9, Checksums::luhn),
                IdForm.of("[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{5}[0-9A-Z]\\d", 7, id -> Checksums.monthDay(id, 6, 8)),
                IdForm.of("[A-Z&]{3,4}-?\\d{6}-?[A-Z0-9]{2}[0-9A]", 6, AmericanIds::rfc),
                IdForm.of("(?:2[03-7]|3[034])-?\\d{8}-?\\d", 11, AmericanIds::cuit),
                IdForm.of("\\d{1,2}\\.?\\d{3}\\.?\\d{3}-[0-9K]", 7, AmericanIds::rut));
    }

    static boolean cpf(String id) {
        return !Checksums.uniform(id)
                && check(Checksums.weigh(id, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == Checksums.digit(id, 9)
                && check(Checksums.weigh(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == Checksums.digit(id, 10);
    }

    static boolean cnpj(String id) {
        return !Checksums.uniform(id)
                && check(Checksums.weigh(id, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == Checksums.digit(id, 12)
                && check(Checksums.weigh(id, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == Checksums.digit(id, 13);
    }

    /** The date stands behind three letters of a company, or four of a person. */
    static boolean rfc(String id) {
        int date = Ascii.isDigit(id.charAt(3)) ? 3 : 4;
        return Ascii.isDigit(id.charAt(date)) && Checksums.monthDay(id, date + 2, date + 4);
    }

    static boolean cuit(String id) {
        int rest = 11 - Checksums.weigh(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest == 11 ? 0 : rest == 10 ? 9 : rest) == Checksums.digit(id, 10);
    }

    static boolean rut(String id) {
        int sum = 0;
        for (int i = id.length() - 2, weight = 2; i >= 0; i--) {
            sum += weight * Checksums.digit(id, i);
            weight = weight == 7 ? 2 : weight + 1;
        }
        return "0K987654321".charAt(sum % 11) == id.charAt(id.length() - 1);
    }

    private static int check(int sum) {
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }
}
