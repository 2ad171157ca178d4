package io.clio.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation carries beside its messages, as a tree of maps, lists and scalars that JSON pointers reach into.
 *
 * <p>Scalars are {@link String}, {@link Long}, {@link Double} or {@link Boolean}. Immutable if the tree that was given
 * is; {@link #toString()} prints no value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public final class Metadata {
    private static final Metadata EMPTY = new Metadata(Map.of());

    private final Map<String, Object> root;

    private Metadata(Map<String, Object> root) {
        this.root = root;
    }

    /**
     * No metadata.
     *
     * @return the empty metadata
     */
    public static Metadata none() {
        return EMPTY;
    }

    /**
     * Wraps a tree of maps, lists and scalars.
     *
     * @param root the tree; the caller does not change it afterwards
     * @return the metadata
     */
    public static Metadata of(Map<String, Object> root) {
        return root.isEmpty() ? EMPTY : new Metadata(root);
    }

    /**
     * The value at a JSON pointer.
     *
     * @param pointer such as {@code /labels/topic}; empty or starting with a slash
     * @return the value, or nothing if the pointer leads nowhere
     * @throws IllegalArgumentException if the pointer does not start with a slash
     */
    public Optional<Object> at(String pointer) {
        if (pointer.isEmpty()) {
            return Optional.of(root);
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON pointer must start with '/', got '" + pointer + "'");
        }
        Object here = root;
        for (String raw : pointer.substring(1).split("/", -1)) {
            Object next = child(here, raw.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    private static @Nullable Object child(Object here, String key) {
        if (here instanceof Map<?, ?> map) {
            return map.get(key);
        }
        if (here instanceof List<?> list && key.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(key);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** Says how many fields there are, and never what they hold. */
    @Override
    public String toString() {
        return "Metadata[fields=" + root.size() + "]";
    }
}
