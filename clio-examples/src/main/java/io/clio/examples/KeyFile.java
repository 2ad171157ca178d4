package io.clio.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A file with a key: 32 bytes, or 64 hexadecimal digits. */
final class KeyFile {
    private static final int BYTES = 32;

    private KeyFile() {}

    static SecretKey read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": expected a key file, found none");
        }
        byte[] bytes = Files.readAllBytes(file);
        String digits = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (bytes.length != BYTES && digits.matches("[0-9a-fA-F]{64}")) {
            bytes = HexFormat.of().parseHex(digits);
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(file + ": expected a key of " + BYTES
                    + " bytes or of 64 hexadecimal digits, found " + bytes.length + " bytes of something else");
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
