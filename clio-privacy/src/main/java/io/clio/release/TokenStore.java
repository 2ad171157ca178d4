package io.clio.release;

import io.clio.privacy.seal.BrokenSealException;
import io.clio.privacy.seal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of numbers, one a ticket, as varints in blocks. Blocks above a budget of memory go to a temporary file,
 * under AES-GCM with a key that is in memory alone: a crash leaves nothing that could be read. The file is deleted on
 * {@link #close()}, on most systems as soon as it is open.
 */
final class TokenStore implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final long budget;
    private final List<Block> blocks = new ArrayList<>();
    private byte[] current = new byte[1 << 12];
    private int used;
    private long inMemory;
    private boolean closed;
    private @Nullable Path path;
    private @Nullable FileChannel file;
    private @Nullable Seal key;

    /** A block in memory, or where it is in the file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte @Nullable [] bytes, long offset, int length) {}

    /** Is shown one sequence after the other; the array is used again. */
    interface Reader {
        void sequence(int ticket, int[] numbers, int length);
    }

    /** A store that keeps about so many bytes in memory. */
    TokenStore(long budget) {
        this.budget = budget;
    }

    /** Adds the sequence of the next ticket; the numbers are not negative. */
    void add(int[] numbers) {
        int longest = 5 * (numbers.length + 1);
        if (used > 0 && used + longest > BLOCK) {
            seal();
        }
        if (used + longest > current.length) {
            current = Arrays.copyOf(current, Math.max(used + longest, Math.min(BLOCK, 2 * current.length)));
        }
        put(numbers.length);
        for (int number : numbers) {
            put(number);
        }
    }

    private void put(int number) {
        int rest = number;
        while (rest >= 0x80) {
            current[used++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        current[used++] = (byte) rest;
    }

    private void seal() {
        if (inMemory + used <= budget) {
            blocks.add(new Block(Arrays.copyOf(current, used), 0, used));
            inMemory += used;
        } else {
            spill();
        }
        used = 0;
    }

    private void spill() {
        try {
            FileChannel to = open();
            ByteBuffer sealed = ByteBuffer.wrap(key().seal(Arrays.copyOf(current, used), Seal.context(blocks.size())));
            blocks.add(new Block(null, to.size(), sealed.remaining()));
            while (sealed.hasRemaining()) {
                to.write(sealed, to.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the support index cannot be written to the temporary folder", e);
        }
    }

    private FileChannel open() throws IOException {
        if (file == null) {
            path = Files.createTempFile("clio", ".tmp");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            deleteEarly(path);
        }
        return file;
    }

    /** Where a file that is open can be deleted, not even a killed process leaves it behind. */
    private static void deleteEarly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It is deleted on close.
        }
    }

    private Seal key() {
        if (key == null) {
            key = Seal.ephemeral();
        }
        return key;
    }

    /** Shows all sequences in the order of their tickets. Safe for use by several threads when nothing is added. */
    void read(Reader reader) {
        if (closed) {
            throw new IllegalStateException("the support index is closed");
        }
        Decoder decoder = new Decoder(reader);
        for (int block = 0; block < blocks.size(); block++) {
            byte[] bytes = bytesOf(block);
            decoder.decode(bytes, bytes.length);
        }
        decoder.decode(current, used);
    }

    private byte[] bytesOf(int number) {
        Block block = blocks.get(number);
        FileChannel from = file;
        if (block.bytes != null || from == null) {
            return block.bytes == null ? new byte[0] : block.bytes;
        }
        try {
            ByteBuffer sealed = ByteBuffer.allocate(block.length);
            while (sealed.hasRemaining()) {
                if (from.read(sealed, block.offset + sealed.position()) < 0) {
                    throw new IOException("the file has been cut");
                }
            }
            return key().open(sealed.array(), Seal.context(number));
        } catch (IOException e) {
            throw new UncheckedIOException("the support index cannot be read from the temporary folder", e);
        } catch (BrokenSealException e) {
            throw new IllegalStateException("the temporary file of the support index was changed", e);
        }
    }

    /** Says whether anything is in the file. */
    boolean spilled() {
        return file != null;
    }

    @Override
    public void close() {
        closed = true;
        blocks.clear();
        current = new byte[0];
        used = 0;
        key = null;
        try {
            if (file != null) {
                file.close();
            }
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of the support index cannot be deleted", e);
        }
    }

    /** Reads varints. */
    private static final class Decoder {
        private final Reader reader;
        private int[] numbers = new int[1 << 10];
        private int ticket;
        private int at;

        Decoder(Reader reader) {
            this.reader = reader;
        }

        void decode(byte[] bytes, int end) {
            at = 0;
            while (at < end) {
                int length = next(bytes);
                if (length > numbers.length) {
                    numbers = new int[Math.max(length, 2 * numbers.length)];
                }
                for (int i = 0; i < length; i++) {
                    numbers[i] = next(bytes);
                }
                reader.sequence(ticket++, numbers, length);
            }
        }

        private int next(byte[] bytes) {
            int number = 0;
            int shift = 0;
            int b = bytes[at++];
            while (b < 0) {
                number |= (b & 0x7F) << shift;
                shift += 7;
                b = bytes[at++];
            }
            return number | (b << shift);
        }
    }
}
