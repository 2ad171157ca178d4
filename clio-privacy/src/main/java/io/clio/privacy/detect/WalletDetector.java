package io.clio.privacy.detect;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises cryptocurrency addresses: Base58Check, Bech32 and Bech32m (BIP 173 and 350) by their checksums, and
 * Ethereum's forty hexadecimal digits by their form.
 */
final class WalletDetector implements Detector {
    private static final Pattern SHAPE = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?<base>[13LDm2][1-9A-HJ-NP-Za-km-z]{25,34}+)"
            + "|(?<bech>(?:bc1|tb1|ltc1|BC1|TB1|LTC1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,87}+)"
            + "|0x[0-9A-Fa-f]{40}"
            + ")(?![A-Za-z0-9])");
    private static final String BECH_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;
    private static final int SHORTEST = 14;

    @Override
    public void find(Folded text, Sink sink) {
        LongRun.matches(text, SHORTEST, SHAPE, match -> {
            String base = match.group("base");
            String bech = match.group("bech");
            boolean valid = base != null ? Base58.isAddress(base) : bech == null || isBech32(bech);
            if (valid) {
                sink.accept(Kinds.WALLET, match.start(), match.end());
            }
        });
    }

    private static boolean isBech32(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int separator = lower.indexOf('1');
        int check = 1;
        for (int i = 0; i < separator; i++) {
            check = step(check, lower.charAt(i) >> 5);
        }
        check = step(check, 0);
        for (int i = 0; i < separator; i++) {
            check = step(check, lower.charAt(i) & 31);
        }
        for (int i = separator + 1; i < lower.length(); i++) {
            check = step(check, BECH_ALPHABET.indexOf(lower.charAt(i)));
        }
        return check == BECH32 || check == BECH32M;
    }

    private static int step(int check, int value) {
        int top = check >>> 25;
        int next = (check & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >> i & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
