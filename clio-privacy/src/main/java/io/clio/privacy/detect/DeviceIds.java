package io.clio.privacy.detect;

import java.util.List;

/** Numbers of things that one person uses: IMEI of telephones (Luhn), vehicle identification numbers (ISO 3779). */
final class DeviceIds {
    /** What the letters A to Z count in the check of a vehicle number; I, O and Q are not used. */
    private static final int[] LETTERS = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};

    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private DeviceIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("\\d{2}[- ]\\d{6}[- ]\\d{6}[- ]\\d", 15, Checksums::luhn),
                IdForm.of(
                        "(?=[A-Z0-9]{0,15}[A-Z])[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{4}\\d{4}",
                        5, DeviceIds::vehicle));
    }

    static boolean vehicle(String id) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = id.charAt(i);
            sum += WEIGHTS[i] * (Ascii.isDigit(c) ? c - '0' : LETTERS[c - 'A']);
        }
        return id.charAt(8) == (sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11));
    }
}
