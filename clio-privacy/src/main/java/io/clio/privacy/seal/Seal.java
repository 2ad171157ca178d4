package io.clio.privacy.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes under a key: AES-GCM with 256 bits, so that they can be neither read nor changed unnoticed without it.
 *
 * <p>A sealed value is a nonce of 12 random bytes, the encrypted bytes, and a tag of 16 bytes. Each value is bound to a
 * context: it opens only where the same context is given, so values cannot be swapped. One key is for at most 2³²
 * values (NIST SP 800-38D, section 8.3); {@link #derive} gives further ones. Immutable and thread-safe; nothing of the
 * key prints.
 */
public final class Seal {
    /** By how many bytes a sealed value is longer than what was sealed. */
    public static final int OVERHEAD = 28;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * A seal under a key that the caller keeps.
     *
     * @param key a key of 32 bytes that can be encoded
     * @return the seal
     * @throws IllegalArgumentException if the key is of another length
     */
    public static Seal of(SecretKey key) {
        byte[] encoded = Objects.requireNonNull(key, "key").getEncoded();
        if (encoded == null || encoded.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key must have " + KEY_BYTES + " bytes, got "
                    + (encoded == null ? "one that does not show them" : encoded.length));
        }
        return new Seal(encoded);
    }

    /**
     * A seal under a fresh random key that is kept nowhere else.
     *
     * @return the seal
     */
    public static Seal ephemeral() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Seal(key);
    }

    /**
     * A seal under a key of its own, which follows from this one's and tells nothing of it.
     *
     * @param purpose what the key is for; the same purpose gives the same key
     * @return the seal
     */
    public Seal derive(String purpose) {
        return new Seal(fingerprint(("derive " + purpose).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A keyed hash: equal for equal bytes, and telling nothing of them without the key.
     *
     * @param bytes what to hash
     * @return 32 bytes
     */
    public byte[] fingerprint(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.getEncoded(), MAC));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is not to be had", e);
        }
    }

    /**
     * Seals bytes.
     *
     * @param plain the bytes
     * @param context where they belong: opens only with the same
     * @return {@link #OVERHEAD} bytes more
     */
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = Arrays.copyOf(nonce, plain.length + OVERHEAD);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not to be had", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @param sealed what {@link #seal} gave
     * @param context the context it was given
     * @return the bytes
     * @throws BrokenSealException if the key or the context is another, or the bytes were changed
     */
    public byte[] open(byte[] sealed, byte[] context) throws BrokenSealException {
        if (sealed.length < OVERHEAD) {
            throw new BrokenSealException();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException();
        }
    }

    /**
     * The context of a value that is known by numbers.
     *
     * @param numbers the numbers
     * @return the context
     */
    public static byte[] context(long... numbers) {
        ByteBuffer context = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            context.putLong(number);
        }
        return context.array();
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    /** Prints nothing of the key. */
    @Override
    public String toString() {
        return "Seal";
    }
}
