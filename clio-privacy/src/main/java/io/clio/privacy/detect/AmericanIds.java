package io.clio.privacy.detect;

import java.util.List;

/** Schemes of the Americas: US SSN (format rules of the SSA since 2011), Brazilian CPF and CNPJ (modulo 11). */
final class AmericanIds {
    private static final Cue SOCIAL_SECURITY = Cue.of("ssn|social security|social|itin|tax id|taxpayer");

    private AmericanIds() {}

    static List<IdForm> forms() {
        return List.of(
                IdForm.of("(?!000|666|9)\\d{3}([- ])(?!00)\\d{2}\\1(?!0000)\\d{4}", 9, id -> true),
                IdForm.near(SOCIAL_SECURITY, "(?!000|666)\\d{3}[-. ]?(?!00)\\d{2}[-. ]?(?!0000)\\d{4}", 9, id -> true),
                IdForm.of("\\d{3}[. ]?\\d{3}[. ]?\\d{3}[- ]?\\d{2}", 11, AmericanIds::cpf),
                IdForm.of("\\d{2}[. ]?\\d{3}[. ]?\\d{3}[/ ]?\\d{4}[- ]?\\d{2}", 14, AmericanIds::cnpj));
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

    private static int check(int sum) {
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }
}
