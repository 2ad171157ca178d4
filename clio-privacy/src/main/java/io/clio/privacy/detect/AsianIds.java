package io.clio.privacy.detect;

import java.util.List;

/**
 * Schemes of Asia: Chinese resident number (GB 11643, ISO 7064 MOD 11-2), Indian Aadhaar (Verhoeff), South Korean
 * resident number (form and date; numbers since October 2020 carry no check digit), Japanese My Number (modulo 11, near
 * a cue), Turkish identity number, Indian PAN and Pakistani CNIC (format).
 */
final class AsianIds {
    private static final Cue MY_NUMBER = Cue.of("my number|mynumber|individual number|マイナンバー|個人番号|番号");
    private static final int[] RESIDENT = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private AsianIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("[1-9]\\d{5} ?(?:18|19|20)\\d{2} ?\\d{4} ?\\d{3}[0-9X]", 17, AsianIds::resident),
                IdForm.of("[2-9]\\d{3}([ -]?)\\d{4}\\1\\d{4}", 12, Checksums::verhoeff),
                IdForm.of("\\d{6} ?- ?[0-9]\\d{6}", 13, AsianIds::koreanDate),
                IdForm.of("\\d{13}", 13, id -> koreanDate(id) && koreanCheck(id)),
                IdForm.near(MY_NUMBER, "\\d{4}([ -]?)\\d{4}\\1\\d{4}", 12, AsianIds::myNumber),
                IdForm.of("[1-9]\\d{10}", 11, AsianIds::turkish),
                IdForm.of("[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]", 4, id -> true),
                IdForm.of("[1-7]\\d{4}-\\d{7}-\\d", 13, id -> true));
    }

    static boolean resident(String id) {
        int check = (12 - Checksums.weigh(id, RESIDENT) % 11) % 11;
        int last = id.charAt(17) == 'X' ? 10 : Checksums.digit(id, 17);
        return Checksums.monthDay(id, 10, 12) && check == last;
    }

    private static boolean koreanDate(String id) {
        return Checksums.monthDay(id, 2, 4);
    }

    private static boolean koreanCheck(String id) {
        int sum = Checksums.weigh(id, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
        return (11 - sum % 11) % 10 == Checksums.digit(id, 12);
    }

    static boolean myNumber(String id) {
        int rest = Checksums.weigh(id, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == Checksums.digit(id, 11);
    }

    static boolean turkish(String id) {
        int odd = Checksums.weigh(id, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = Checksums.weigh(id, 0, 1, 0, 1, 0, 1, 0, 1);
        int tenth = Math.floorMod(7 * odd - even, 10);
        return tenth == Checksums.digit(id, 9) && (odd + even + tenth) % 10 == Checksums.digit(id, 10);
    }
}
