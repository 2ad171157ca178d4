package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes around the Pacific: Singaporean NRIC and FIN (check letter), Hong Kong identity card (modulo 11), Thai and
 * Malaysian identity numbers (modulo 11; date), Australian tax file and Medicare numbers (modulo 11 and 10, near a
 * cue).
 */
final class PacificIds {
    private static final Cue AUSTRALIAN = Cue.of("tfn|tax file|tax file number|medicare|medicare card");

    private PacificIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("[STFGM]\\d{7}[A-Z]", 7, PacificIds::singaporean),
                IdForm.of("[A-Z]{1,2}\\d{6} ?\\([0-9A]\\)", 6, PacificIds::hongKong),
                IdForm.of("\\d[- ]\\d{4}[- ]\\d{5}[- ]\\d{2}[- ]\\d", 13, PacificIds::thai),
                IdForm.of("\\d{6}-\\d{2}-\\d{4}", 12, id -> Checksums.monthDay(id, 2, 4)),
                IdForm.near(AUSTRALIAN, "\\d{3} ?\\d{3} ?\\d{3}", 9, PacificIds::taxFile),
                IdForm.near(AUSTRALIAN, "[2-6]\\d{3} ?\\d{5} ?\\d", 10, PacificIds::medicare));
    }

    static boolean singaporean(String id) {
        char series = id.charAt(0);
        int offset = series == 'T' || series == 'G' ? 4 : series == 'M' ? 3 : 0;
        int rest = (offset + Checksums.weigh(id.substring(1), 2, 7, 6, 5, 4, 3, 2)) % 11;
        String letters = series == 'S' || series == 'T' ? "JZIHGFEDCBA" : series == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
        return letters.charAt(rest) == id.charAt(8);
    }

    /** Letters count from 10, and a missing second one as 36. */
    static boolean hongKong(String id) {
        int letters = id.length() - 7;
        int sum = letters == 2
                ? 9 * Character.digit(id.charAt(0), 36) + 8 * Character.digit(id.charAt(1), 36)
                : 9 * 36 + 8 * Character.digit(id.charAt(0), 36);
        sum += Checksums.weigh(id.substring(letters), 7, 6, 5, 4, 3, 2);
        return (sum + Character.digit(id.charAt(id.length() - 1), 36)) % 11 == 0;
    }

    static boolean thai(String id) {
        int sum = Checksums.weigh(id, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        return (11 - sum % 11) % 10 == Checksums.digit(id, 12);
    }

    static boolean taxFile(String id) {
        return !Checksums.uniform(id) && Checksums.weigh(id, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
    }

    static boolean medicare(String id) {
        return Checksums.weigh(id, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == Checksums.digit(id, 8);
    }
}
