package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of central Europe and Russia, as they are written with separators: Belgian national number (modulo 97), Swiss
 * AHV number (EAN-13), Austrian insurance number (modulo 11, date), Czech and Slovak birth number (modulo 11, date),
 * Polish NIP (modulo 11), Russian SNILS (modulo 101).
 */
final class CentralIds {
    private CentralIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("\\d{2}[. ]?\\d{2}[. ]?\\d{2}[- ]?\\d{3}[. ]?\\d{2}", 11, CentralIds::belgian),
                IdForm.of("756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}", 13, CentralIds::ahv),
                IdForm.of("\\d{4}[ -]\\d{6}", 10, CentralIds::austrian),
                IdForm.of("\\d{6} ?/ ?\\d{4}", 10, CentralIds::birthNumber),
                IdForm.of("\\d{3}-\\d{3}-\\d{2}-\\d{2}|\\d{3}-\\d{2}-\\d{2}-\\d{3}", 10, CentralIds::nip),
                IdForm.of("\\d{3}[- ]\\d{3}[- ]\\d{3}[- ]\\d{2}", 11, CentralIds::snils));
    }

    static boolean belgian(String id) {
        long number = Long.parseLong(id.substring(0, 9));
        int check = Integer.parseInt(id.substring(9));
        // Those born since 2000 have a 2 before the number for the check.
        boolean valid = 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
        return valid && Checksums.digit(id, 2) % 2 <= 1 && Checksums.digit(id, 4) <= 3;
    }

    static boolean ahv(String id) {
        return Checksums.weigh(id, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    static boolean austrian(String id) {
        return Checksums.monthDay(id, 6, 4)
                && Checksums.weigh(id, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == Checksums.digit(id, 3);
    }

    /** Women's months are 50 more; 20 more once the numbers of a day are used up. */
    static boolean birthNumber(String id) {
        int month = (10 * Checksums.digit(id, 2) + Checksums.digit(id, 3)) % 50 % 20;
        int day = 10 * Checksums.digit(id, 4) + Checksums.digit(id, 5);
        long rest = Long.parseLong(id.substring(0, 9)) % 11;
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 && rest % 10 == Checksums.digit(id, 9);
    }

    static boolean nip(String id) {
        return !Checksums.uniform(id) && Checksums.weigh(id, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Checksums.digit(id, 9);
    }

    static boolean snils(String id) {
        int sum = Checksums.weigh(id, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        return sum > 0 && sum % 101 % 100 == Integer.parseInt(id.substring(9));
    }
}
