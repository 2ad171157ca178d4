package io.clio.embed;

import io.clio.wordpiece.WordPieceRules;
import io.clio.wordpiece.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One vector for each word piece of a vocabulary: {@code entries × dimensions} whole numbers of 8 bits, and for each
 * entry a scale of 16 bits that they are multiplied by.
 *
 * <p>The file, big-endian: 8 bytes {@code CLIOTOK1}; the SHA-256 of all that follows it; dimensions, entries and the
 * length of the vocabulary in bytes, each of 32 bits; the vocabulary, one piece a line in UTF-8; the scales, unsigned;
 * the rows. {@code benchmarks/static-table} makes it. Immutable and thread-safe.
 */
final class StaticTable {
    private static final String RESOURCE = "static-table.bin";
    private static final byte[] MAGIC = "CLIOTOK1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int SHOWN_HASH_BYTES = 6;
    private static @Nullable StaticTable shared;

    private final int dimensions;
    private final byte[] rows;
    private final int[] scales;
    private final WordPieceTokenizer tokenizer;
    private final String version;
    private final double length;

    private StaticTable(ByteBuffer content, String version) {
        this.version = version;
        dimensions = content.getInt();
        int entries = content.getInt();
        byte[] vocabulary = new byte[content.getInt()];
        content.get(vocabulary);
        tokenizer = new WordPieceTokenizer(
                ids(new String(vocabulary, StandardCharsets.UTF_8)), WordPieceRules.bert(true, true));
        scales = new int[entries];
        for (int entry = 0; entry < entries; entry++) {
            scales[entry] = Short.toUnsignedInt(content.getShort());
        }
        rows = new byte[entries * dimensions];
        content.get(rows);
        length = meanLength();
    }

    private double meanLength() {
        double squares = 0;
        for (int entry = 0; entry < scales.length; entry++) {
            long square = 0;
            for (int at = entry * dimensions; at < (entry + 1) * dimensions; at++) {
                square += rows[at] * rows[at];
            }
            squares += (double) scales[entry] * scales[entry] * square;
        }
        return Math.sqrt(squares / scales.length);
    }

    private static Map<String, Integer> ids(String vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        for (String piece : vocabulary.split("\n", -1)) {
            ids.put(piece, ids.size());
        }
        return ids;
    }

    /**
     * The table that comes with this module, read when it is first asked for.
     *
     * @return the one table
     * @throws IllegalStateException if the table is missing or damaged
     */
    static synchronized StaticTable shared() {
        if (shared == null) {
            shared = resource(RESOURCE);
        }
        return shared;
    }

    /**
     * Reads a table from beside this class.
     *
     * @param name of the resource
     * @return a new table
     * @throws IllegalStateException if it is missing or damaged
     */
    static StaticTable resource(String name) {
        try (InputStream stream = StaticTable.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "the table of word vectors is missing: no resource io/clio/embed/" + name + " in clio-core");
            }
            return of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of word vectors", e);
        }
    }

    /**
     * Reads a table.
     *
     * @param file the whole file
     * @return a new table
     * @throws IllegalStateException if it is not as it was made
     */
    static StaticTable of(byte[] file) {
        int start = MAGIC.length + HASH_BYTES;
        if (file.length < start || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalStateException("the table of word vectors is damaged: " + file.length
                    + " bytes that do not start as a table of version 1 does");
        }
        byte[] hash = sha256(file, start);
        if (!Arrays.equals(file, MAGIC.length, start, hash, 0, HASH_BYTES)) {
            throw new IllegalStateException(
                    "the table of word vectors is damaged: its " + file.length + " bytes do not have its SHA-256");
        }
        try {
            ByteBuffer content = ByteBuffer.wrap(file, start, file.length - start);
            return new StaticTable(content, HexFormat.of().formatHex(hash, 0, SHOWN_HASH_BYTES));
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("the table of word vectors is damaged: it ends too early", e);
        }
    }

    private static byte[] sha256(byte[] file, int start) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file, start, file.length - start);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * How many numbers a vector has.
     *
     * @return at least 1
     */
    int dimensions() {
        return dimensions;
    }

    /**
     * What tells this table from others.
     *
     * @return the first 12 hexadecimal digits of the SHA-256 of its content
     */
    String version() {
        return version;
    }

    /**
     * How long vectors are: the root of the mean of their squared lengths.
     *
     * @return in the unit of {@link #add}
     */
    double length() {
        return length;
    }

    /**
     * Adds up the vectors of a text's word pieces. In whole numbers, so that neither the order of the pieces nor the
     * machine makes a difference.
     *
     * @param text any string
     * @param sums {@link #dimensions()} sums that are added to
     */
    void add(String text, long[] sums) {
        for (int piece : tokenizer.tokenize(text)) {
            add(piece, sums);
        }
    }

    private void add(int piece, long[] sums) {
        int scale = scales[piece];
        int row = piece * dimensions;
        for (int d = 0; d < sums.length; d++) {
            sums[d] += scale * rows[row + d];
        }
    }
}
