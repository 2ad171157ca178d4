package io.clio.workspace;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Something kept, as it stands in a frame of the log.
 *
 * @param kind the code of an {@link Artefact}, or 0 for the head of the access log
 * @param key what it is found by
 * @param owners the users it was made from; it goes when any of them is forgotten
 * @param created when, in milliseconds since 1970
 * @param until when it expires, in milliseconds since 1970
 * @param unfinished whether it goes as soon as a run has come to its end, for no retention was asked for
 * @param value the value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Item(
        int kind,
        Fingerprint key,
        List<Fingerprint> owners,
        long created,
        long until,
        boolean unfinished,
        byte[] value) {
    private static final int FINGERPRINT_BYTES = 2 * Long.BYTES;
    private static final int FIXED_BYTES = 2 + FINGERPRINT_BYTES + 2 * Long.BYTES + Integer.BYTES;

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + owners.size() * FINGERPRINT_BYTES + value.length);
        bytes.put((byte) kind).put((byte) (unfinished ? 1 : 0));
        put(key, bytes);
        bytes.putLong(created).putLong(until).putInt(owners.size());
        owners.forEach(owner -> put(owner, bytes));
        return bytes.put(value).array();
    }

    /** Reads what {@link #bytes} wrote; it was sealed, so it is what was written. */
    static Item of(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int kind = bytes.get();
        boolean unfinished = bytes.get() == 1;
        Fingerprint key = fingerprint(bytes);
        long created = bytes.getLong();
        long until = bytes.getLong();
        int count = bytes.getInt();
        List<Fingerprint> owners = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            owners.add(fingerprint(bytes));
        }
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return new Item(kind, key, owners, created, until, unfinished, value);
    }

    private static void put(Fingerprint fingerprint, ByteBuffer bytes) {
        bytes.putLong(fingerprint.high()).putLong(fingerprint.low());
    }

    private static Fingerprint fingerprint(ByteBuffer bytes) {
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /** Says how long it is, and never what it is. */
    @Override
    public String toString() {
        return "Item[kind=" + kind + ", bytes=" + value.length + "]";
    }
}
