package io.clio.privacy.detect;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The check of Base58Check strings: 21 bytes of payload and the first four bytes of their doubled SHA-256. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int PAYLOAD = 21;
    private static final int CHECK = 4;

    private Base58() {}

    static boolean isAddress(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = fixedLength(value);
        return bytes.length == PAYLOAD + CHECK
                && Arrays.equals(check(bytes), Arrays.copyOfRange(bytes, PAYLOAD, PAYLOAD + CHECK));
    }

    private static byte[] fixedLength(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int surplus = bytes.length - PAYLOAD - CHECK;
        if (surplus > 1 || (surplus == 1 && bytes[0] != 0)) {
            return new byte[0];
        }
        byte[] fixed = new byte[PAYLOAD + CHECK];
        int from = Math.max(0, surplus);
        System.arraycopy(bytes, from, fixed, fixed.length - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private static byte[] check(byte[] bytes) {
        byte[] once = sha256().digest(Arrays.copyOf(bytes, PAYLOAD));
        return Arrays.copyOf(sha256().digest(once), CHECK);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException("SHA-256 is missing", everyPlatformHasIt);
        }
    }
}
