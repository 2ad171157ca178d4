package io.clio.workspace;

import com.google.common.primitives.Longs;

/**
 * What a workspace knows a key or a user by: 128 bits of a hash under the workspace's key. Tells nothing of what it
 * stands for to whoever lacks the key, and is another one in each workspace with another key.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Fingerprint(long high, long low) {
    /** Stands for a conversation that is nobody's. */
    static final Fingerprint NOBODY = new Fingerprint(0, 0);

    /** Stands for users of whom it cannot be said which they are: any of them, when one is forgotten. */
    public static final Fingerprint ANYBODY = new Fingerprint(0, 1);

    static Fingerprint of(byte[] hash) {
        return new Fingerprint(
                Longs.fromByteArray(hash),
                Longs.fromBytes(hash[8], hash[9], hash[10], hash[11], hash[12], hash[13], hash[14], hash[15]));
    }

    /** Says nothing of what it stands for, and is no id that could be looked up in a file. */
    @Override
    public String toString() {
        return "Fingerprint";
    }
}
