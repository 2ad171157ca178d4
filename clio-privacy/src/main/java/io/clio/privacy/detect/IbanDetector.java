package io.clio.privacy.detect;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Recognises international bank account numbers (ISO 13616): country, length of that country and check digits modulo
 * 97, solid or in groups, in either case.
 */
final class IbanDetector implements Detector {
    private static final Map<String, Integer> LENGTHS =
            lengths("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 "
                    + "BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 "
                    + "GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 "
                    + "MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 "
                    + "SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");
    /** Looks ahead and takes nothing, so that a word and a number before an account do not take its start. */
    private static final Pattern SHAPE =
            Pattern.compile("(?<![A-Za-z0-9])(?=([A-Za-z]{2}[ -]?[0-9]{2}(?:[ \\r\\n-]{0,2}[A-Za-z0-9]){11,30}))");

    private static final int FEWEST_DIGITS = 8;
    private static final int HEAD = 4;

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : table.split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    @Override
    public void find(Folded text, Sink sink) {
        DigitRegion.matches(text, FEWEST_DIGITS, SHAPE, match -> {
            String iban = Ascii.alnumOf(match.group(1));
            int length = LENGTHS.getOrDefault(iban.substring(0, 2), 0);
            if (length > 0 && length <= iban.length() && isValid(iban.substring(0, length))) {
                sink.accept(Kinds.IBAN, match.start(), endOf(text.text(), match.start(), length));
            }
        });
    }

    private static boolean isValid(String iban) {
        return Checksums.mod97(iban.substring(HEAD) + iban.substring(0, HEAD)) == 1;
    }

    /** Where the n-th letter or digit from {@code start} ends. */
    private static int endOf(String text, int start, int n) {
        int end = start;
        for (int count = 0; count < n; end++) {
            count += Ascii.isAlnum(text.charAt(end)) ? 1 : 0;
        }
        return end;
    }
}
