package io.clio.engine;

import io.clio.conversation.Conversation;
import io.clio.conversation.Metadata;
import io.clio.facet.FacetSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices facets whose JSON pointer leads nowhere in all conversations, and which fields the pointer may have meant.
 * Only names of fields that a good part of the conversations have are ever shown. Safe for use by several threads.
 */
final class Pointers {
    private static final Logger LOG = LoggerFactory.getLogger(Pointers.class);

    /** Fields are looked at in so many conversations, in which the names of fields have long repeated. */
    private static final int LOOKED_AT = 1000;

    private static final int DEEPEST = 4;
    /** An object with more fields is a dictionary, and its keys may be names of anything. */
    private static final int MOST_FIELDS = 50;
    /** A field that fewer than one in so many conversations have is not shown. */
    private static final int RAREST = 10;

    private static final int MOST_SHOWN = 3;

    private final List<FacetSource<?>> facets;
    private final Map<String, Boolean> answered = new ConcurrentHashMap<>();
    private final Map<String, Integer> fields = new TreeMap<>();
    private int lookedAt;

    Pointers(List<FacetSource<?>> facets) {
        this.facets =
                facets.stream().filter(facet -> facet.pointer().isPresent()).toList();
    }

    void look(Conversation conversation) {
        for (FacetSource<?> facet : facets) {
            String pointer = facet.pointer().orElseThrow();
            if (!answered.containsKey(pointer)
                    && conversation.metadata().at(pointer).isPresent()) {
                answered.put(pointer, true);
            }
        }
        if (answered.size() < facets.size()) {
            collect(conversation.metadata());
        }
    }

    private synchronized void collect(Metadata metadata) {
        if (lookedAt < LOOKED_AT) {
            lookedAt++;
            metadata.at("").ifPresent(root -> collect(root, "", 0));
        }
    }

    private void collect(Object node, String pointer, int depth) {
        if (node instanceof Map<?, ?> map && map.size() <= MOST_FIELDS && depth < DEEPEST) {
            map.forEach((key, value) -> {
                String child = pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
                fields.merge(child, 1, Integer::sum);
                collect(value, child, depth + 1);
            });
        }
    }

    /**
     * Says which facets led nowhere.
     *
     * @throws IllegalStateException if a pointer that leads nowhere is nearly that of a field
     */
    void requireAnswers() {
        for (FacetSource<?> facet : facets) {
            String pointer = facet.pointer().orElseThrow();
            if (lookedAt > 0 && !answered.containsKey(pointer)) {
                String nothing = "facet '" + facet.facet().name() + "': no conversation has anything at " + pointer;
                List<String> near = near(pointer);
                if (!near.isEmpty()) {
                    throw new IllegalStateException(nothing + "; did you mean " + String.join(" or ", near) + "?");
                }
                LOG.warn(nothing);
            }
        }
    }

    private List<String> near(String pointer) {
        int tolerated = Math.max(2, pointer.length() / 4);
        String name = pointer.substring(pointer.lastIndexOf('/'));
        return fields.entrySet().stream()
                .filter(field -> field.getValue() * RAREST >= lookedAt)
                .map(Map.Entry::getKey)
                .filter(field -> field.endsWith(name) || distance(field, pointer) <= tolerated)
                .sorted(Comparator.comparingInt((String field) -> distance(field, pointer))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SHOWN)
                .toList();
    }

    /** How many characters must be changed, added or taken away (Levenshtein, 1966), without regard to case. */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
