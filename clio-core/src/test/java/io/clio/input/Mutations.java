package io.clio.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Puts wrong bytes into files, such as break something more often than others. The same seed does the same. */
final class Mutations {
    private static final byte[] TELLING = "{}[]\",:\\\n\r\t 0-eu\0\u001f".getBytes(StandardCharsets.ISO_8859_1);

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** The first byte stays, so that the file does not turn into another kind of file. */
    byte[] apply(byte[] bytes, int times) {
        byte[] mutated = bytes.clone();
        for (int i = 0; i < times; i++) {
            mutated[1 + random.nextInt(mutated.length - 1)] = another();
        }
        return mutated;
    }

    byte[] anywhere(byte[] bytes, int times) {
        byte[] mutated = bytes.clone();
        for (int i = 0; i < times; i++) {
            mutated[random.nextInt(mutated.length)] = another();
        }
        return mutated;
    }

    byte[] cut(byte[] bytes) {
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private byte another() {
        return random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256);
    }

    static int nonBlankLines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (String line : text.split("\n", -1)) {
            String withoutEnd = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!withoutEnd.replace("\t", "").replace(" ", "").isEmpty()) {
                count++;
            }
        }
        return count;
    }
}
