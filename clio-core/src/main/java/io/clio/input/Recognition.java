package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the layout of records from the first of them, or says which layouts came near and what they miss. */
final class Recognition {
    private static final int NEAREST = 3;
    /** They read what Clio's own layout reads, and more. */
    private static final Set<Layout> WIDER = Set.of(Layout.ANTHROPIC, Layout.OPENAI_CHAT, Layout.KURA);

    private Recognition() {}

    /**
     * The layout of most of the records.
     *
     * @throws BadInputException if none fits more than half of those that fit any
     */
    static Layout of(List<JsonNode> records, String source, String container) {
        Map<Layout, Integer> votes = new EnumMap<>(Layout.class);
        for (JsonNode record : records) {
            for (Layout layout : Layout.values()) {
                if (fits(layout, record)) {
                    votes.merge(layout, 1, Integer::sum);
                    break;
                }
            }
        }
        int all = votes.values().stream().mapToInt(Integer::intValue).sum();
        widen(votes);
        Layout best = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> none(records, source, container));
        if (2 * votes.getOrDefault(best, 0) <= all) {
            throw mixed(votes, source, container);
        }
        return best;
    }

    private static boolean fits(Layout layout, JsonNode record) {
        return layout.isOfObjects() == record.isObject() && layout.missing(record) == null;
    }

    private static void widen(Map<Layout, Integer> votes) {
        Integer plain = votes.get(Layout.CLIO);
        if (plain != null) {
            votes.keySet().stream()
                    .filter(WIDER::contains)
                    .max(Comparator.comparing(layout -> votes.getOrDefault(layout, 0)))
                    .ifPresent(wider -> {
                        votes.merge(wider, plain, Integer::sum);
                        votes.remove(Layout.CLIO);
                    });
        }
    }

    private static BadInputException none(List<JsonNode> records, String source, String container) {
        if (records.isEmpty()) {
            return new BadInputException(source + ": expected conversations, found " + container + " without any");
        }
        JsonNode first = records.stream().filter(Objects::nonNull).findFirst().orElse(null);
        String looked = first == null
                ? "no record of " + container + " can be read"
                : "of the first " + records.size() + " records of " + container + " none fits";
        String near = first == null ? "" : "; the nearest: " + nearest(first);
        return new BadInputException(
                source + ": expected a format that is known, but " + looked + near + ". " + remedy());
    }

    private static BadInputException mixed(Map<Layout, Integer> votes, String source, String container) {
        String found = votes.entrySet().stream()
                .map(vote -> vote.getValue() + " of " + vote.getKey())
                .collect(Collectors.joining(", "));
        return new BadInputException(source + ": expected one format, found several among the first records of "
                + container + ": " + found + ". " + remedy());
    }

    /** How a caller says what a file is. */
    static String remedy() {
        return "Name the format if you know it: Conversations.file(path, Format.…), or --format; docs/input.md"
                + " describes all";
    }

    private static String nearest(JsonNode record) {
        List<Layout> layouts = new ArrayList<>(List.of(Layout.values()));
        layouts.sort(Comparator.comparing((Layout layout) -> -layout.known(record))
                .thenComparing(layout -> layout != Layout.CLIO));
        return layouts.stream()
                .limit(NEAREST)
                .map(layout -> layout + " misses "
                        + (layout.isOfObjects() && !record.isObject()
                                ? "an object in place of " + JsonKinds.of(record)
                                : layout.missing(record)))
                .collect(Collectors.joining("; "));
    }
}
