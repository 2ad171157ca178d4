package io.clio.workspace;

import io.clio.privacy.seal.BrokenSealException;
import io.clio.privacy.seal.Seal;
import io.clio.workspace.WorkspaceException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first block of a log: what it is, in which format, and the key of its frames, sealed with the workspace's. Each
 * log has a key of its own, so that a log whose header was overwritten stays unreadable whoever has the workspace's
 * key.
 *
 * @param id tells this log from all others; every frame is bound to it
 * @param ephemeral whether the workspace's key was never given to anybody, and is gone
 * @param seal the seal of the frames
 */
record LogHeader(Fingerprint id, boolean ephemeral, Seal seal) {
    /** How long the block is. */
    static final int BYTES = 4096;

    private static final int FORMAT = 1;
    private static final byte[] MAGIC = "CLIO-WS\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int CHECK_BYTES = 16;
    private static final int ID_BYTES = 16;
    private static final int SUM_AT =
            MAGIC.length + 2 * Integer.BYTES + ID_BYTES + CHECK_BYTES + KEY_BYTES + Seal.OVERHEAD;

    /** A fresh header and the block that holds it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fresh(LogHeader header, byte[] block) {}

    static Fresh fresh(Seal key, boolean ephemeral) {
        SecureRandom random = new SecureRandom();
        Fingerprint id = new Fingerprint(random.nextLong(), random.nextLong());
        byte[] own = new byte[KEY_BYTES];
        random.nextBytes(own);
        ByteBuffer block = ByteBuffer.allocate(BYTES);
        block.put(MAGIC)
                .putInt(FORMAT)
                .putInt(ephemeral ? 1 : 0)
                .putLong(id.high())
                .putLong(id.low());
        block.put(check(key, id)).put(key.seal(own, context(id, ephemeral)));
        block.putInt(sum(block.array()));
        return new Fresh(new LogHeader(id, ephemeral, seal(own)), block.array());
    }

    /** Whether a log was sealed with a key that is gone; asks no key. */
    static boolean isEphemeral(Path path, byte[] block) {
        requireSound(path, block);
        return ByteBuffer.wrap(block).getInt(MAGIC.length + Integer.BYTES) == 1;
    }

    static LogHeader read(Path path, byte[] block, Seal key) {
        requireSound(path, block);
        ByteBuffer bytes = ByteBuffer.wrap(block).position(MAGIC.length + Integer.BYTES);
        boolean ephemeral = bytes.getInt() == 1;
        Fingerprint id = new Fingerprint(bytes.getLong(), bytes.getLong());
        byte[] check = new byte[CHECK_BYTES];
        bytes.get(check);
        if (!Arrays.equals(check, check(key, id))) {
            throw new WorkspaceException(
                    Reason.WRONG_KEY,
                    path,
                    "it was sealed with another key; give key(…) the key of the run that wrote it, or take another "
                            + "directory. Nothing was changed");
        }
        byte[] sealed = new byte[KEY_BYTES + Seal.OVERHEAD];
        bytes.get(sealed);
        try {
            return new LogHeader(id, ephemeral, seal(key.open(sealed, context(id, ephemeral))));
        } catch (BrokenSealException e) {
            throw damaged(path, "its header was changed");
        }
    }

    private static void requireSound(Path path, byte[] block) {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw damaged(path, "expected the header of a workspace, found something else");
        }
        int format = bytes.getInt();
        if (format > FORMAT) {
            throw new WorkspaceException(
                    Reason.NEWER_FORMAT,
                    path,
                    "its format is " + format + ", and this version of Clio reads up to " + FORMAT
                            + "; use the version that wrote it, or take another directory. Nothing was changed");
        }
        if (format < 1 || bytes.getInt(SUM_AT) != sum(block)) {
            throw damaged(path, "its header was changed or is torn");
        }
    }

    static WorkspaceException damaged(Path path, String what) {
        return new WorkspaceException(
                Reason.DAMAGED,
                path,
                what + "; restore it from a copy, or remove it to begin anew. Nothing was changed");
    }

    private static byte[] check(Seal key, Fingerprint id) {
        return Arrays.copyOf(
                key.derive("check of the key").fingerprint(Seal.context(id.high(), id.low())), CHECK_BYTES);
    }

    private static byte[] context(Fingerprint id, boolean ephemeral) {
        return Seal.context(FORMAT, ephemeral ? 1 : 0, id.high(), id.low());
    }

    private static Seal seal(byte[] own) {
        return Seal.of(new SecretKeySpec(own, "AES"));
    }

    private static int sum(byte[] block) {
        CRC32 sum = new CRC32();
        sum.update(block, 0, SUM_AT);
        return (int) sum.getValue();
    }
}
