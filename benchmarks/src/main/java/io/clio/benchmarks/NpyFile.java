package io.clio.benchmarks;

import io.clio.cluster.Embeddings;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arrays in the file format of NumPy, version 1.0, little-endian.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern MATRIX =
            Pattern.compile("'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\)");

    private NpyFile() {}

    static void write(Path file, Embeddings vectors) throws IOException {
        byte[] row = new byte[vectors.dimensions() * Float.BYTES];
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            to.write(header("<f4", vectors.rows() + ", " + vectors.dimensions()));
            for (int i = 0; i < vectors.rows(); i++) {
                littleEndian(row).asFloatBuffer().put(vectors.values(), i * vectors.dimensions(), vectors.dimensions());
                to.write(row);
            }
        }
    }

    static void write(Path file, int[] numbers) throws IOException {
        byte[] all = new byte[numbers.length * Integer.BYTES];
        littleEndian(all).asIntBuffer().put(numbers);
        try (OutputStream to = Files.newOutputStream(file)) {
            to.write(header("<i4", numbers.length + ","));
            to.write(all);
        }
    }

    /** Reads rows of float32, of which no copy is made. */
    static Embeddings readVectors(Path file) throws IOException {
        try (DataInputStream from = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            byte[] start = from.readNBytes(MAGIC.length + Short.BYTES);
            if (start.length < MAGIC.length + Short.BYTES
                    || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
                throw new IOException(file + ": not a NumPy file of version 1.0");
            }
            int length = Short.toUnsignedInt(littleEndian(start).getShort(MAGIC.length));
            String header = new String(from.readNBytes(length), StandardCharsets.US_ASCII);
            Matcher shape = MATRIX.matcher(header);
            if (!shape.find()) {
                throw new IOException(
                        file + ": expected a matrix of <f4 in the order of rows, found " + header.strip());
            }
            int rows = Integer.parseInt(shape.group(1));
            int dimensions = Integer.parseInt(shape.group(2));
            float[] values = new float[Math.multiplyExact(rows, dimensions)];
            byte[] row = new byte[dimensions * Float.BYTES];
            for (int i = 0; i < rows; i++) {
                from.readFully(row);
                littleEndian(row).asFloatBuffer().get(values, i * dimensions, dimensions);
            }
            return Embeddings.wrap(values, dimensions);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Magic, length and dictionary, padded so that the numbers start at a multiple of 64. */
    private static byte[] header(String type, String shape) {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int unpadded = MAGIC.length + Short.BYTES + dictionary.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] header = new byte[unpadded + padding];
        littleEndian(header).put(MAGIC).putShort((short) text.length).put(text);
        return header;
    }
}
