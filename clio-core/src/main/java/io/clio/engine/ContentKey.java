package io.clio.engine;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a conversation stands in the canonical order: 128 bits of a hash of its content, keyed by the seed of the run,
 * so that the order of the input, ids and threads have no say in it. Never leaves the run.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
record ContentKey(long high, long low) implements Comparable<ContentKey> {

    /** The hash function of a run. */
    static HashFunction keyedBy(long seed) {
        return Hashing.hmacSha256(Longs.toByteArray(seed));
    }

    /** The key of a conversation's content: everything but its id and its subject. */
    static ContentKey of(Conversation conversation, HashFunction hash) {
        Hasher hasher = hash.newHasher();
        for (Message message : conversation.messages()) {
            put(hasher, message.role().name());
            message.parts().forEach(part -> put(part, hasher));
        }
        put(hasher, String.valueOf(conversation.timestamp()));
        conversation.metadata().at("").ifPresent(metadata -> putTree(hasher, metadata));
        return of(hasher.hash());
    }

    /** The key of a name, such as an id. */
    static ContentKey of(String name, HashFunction hash) {
        return of(hash.hashString(name, StandardCharsets.UTF_8));
    }

    private static ContentKey of(HashCode code) {
        byte[] bytes = code.asBytes();
        return new ContentKey(
                Longs.fromByteArray(bytes),
                Longs.fromBytes(bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]));
    }

    private static void put(Part part, Hasher hasher) {
        put(
                hasher,
                part instanceof Part.Attachment it
                        ? it.kind().name()
                        : part.getClass().getSimpleName());
        part.map(text -> {
            put(hasher, text.reveal());
            return text;
        });
    }

    private static void put(Hasher hasher, String text) {
        hasher.putInt(text.length()).putUnencodedChars(text);
    }

    private static void putTree(Hasher hasher, Object node) {
        if (node instanceof Map<?, ?> map) {
            hasher.putChar('{');
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
            sorted.forEach((key, value) -> {
                put(hasher, key);
                putTree(hasher, value);
            });
        } else if (node instanceof List<?> list) {
            hasher.putChar('[');
            list.forEach(element -> putTree(hasher, element));
        } else {
            put(hasher, node.toString());
        }
        hasher.putChar(';');
    }

    @Override
    public int compareTo(ContentKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
