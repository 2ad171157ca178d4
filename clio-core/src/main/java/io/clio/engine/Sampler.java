package io.clio.engine;

import com.google.common.hash.HashFunction;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.facet.FacetSource;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Draws a sample from a stream of conversations of any length: each gets a number from a keyed hash, and those with the
 * smallest numbers stay (bottom-k sampling; Cohen and Kaplan, 2007). So the sample depends on the set of conversations
 * and the seed, and not on their order. Holds as many conversations as it draws.
 */
public final class Sampler implements ConversationSource {
    private final ConversationSource source;
    private final Draw draw;
    private final HashFunction hash;

    /**
     * What is drawn.
     *
     * @param size how many, at least 1; of each value if there is a stratum
     * @param answers whether answers of the assistant are drawn, or else conversations
     * @param perUser how many of one user may be drawn, at least 1
     * @param stratum of each of whose values so many are drawn, if any
     */
    public record Draw(int size, boolean answers, int perUser, Optional<FacetSource<?>> stratum) {}

    /**
     * A source that samples another.
     *
     * @param source the other
     * @param draw what is drawn
     * @param seed decides what is drawn
     */
    public Sampler(ConversationSource source, Draw draw, long seed) {
        this.source = source;
        this.draw = draw;
        this.hash = ContentKey.keyedBy(seed);
    }

    @Override
    public void read(Sink sink) throws IOException {
        Reservoirs reservoirs = new Reservoirs(sink);
        source.read(reservoirs);
        reservoirs.pour();
    }

    /**
     * Something drawn: a conversation, or one answer of it.
     *
     * @param key its number
     * @param conversation the conversation
     * @param end how many of its messages are taken
     */
    private record Drawn(ContentKey key, Conversation conversation, int end) implements Comparable<Drawn> {
        @Override
        public int compareTo(Drawn other) {
            return key.compareTo(other.key);
        }
    }

    private final class Reservoirs implements Sink {
        private final Sink sink;
        private final Map<String, Reservoir> byValue = new TreeMap<>();
        private long seen;
        private long passedOver;

        Reservoirs(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void conversation(Conversation conversation) {
            seen++;
            Reservoir reservoir = byValue.computeIfAbsent(value(conversation), unused -> new Reservoir());
            ContentKey key = key(conversation);
            if (!draw.answers) {
                reservoir.offer(
                        new Drawn(key, conversation, conversation.messages().size()));
                return;
            }
            for (int i = 0; i < conversation.messages().size(); i++) {
                if (conversation.messages().get(i).role() == Role.ASSISTANT) {
                    reservoir.offer(new Drawn(ContentKey.of(key + "/" + i, hash), conversation, i + 1));
                }
            }
        }

        @Override
        public void badRecord(BadRecord record) {
            sink.badRecord(record);
        }

        @Override
        public void passedOver(long conversations) {
            passedOver += conversations;
        }

        @Override
        public void partsLeftOut(long parts) {
            sink.partsLeftOut(parts);
        }

        private String value(Conversation conversation) {
            return draw.stratum.flatMap(facet -> valueOf(facet, conversation)).orElse("");
        }

        /** Hands on what was drawn: of each conversation all up to the newest answer that was drawn. */
        void pour() {
            Map<ContentKey, Drawn> newest = new LinkedHashMap<>();
            byValue.values().stream()
                    .flatMap(reservoir -> reservoir.drawn.stream())
                    .forEach(drawn -> newest.merge(
                            draw.answers ? key(drawn.conversation) : drawn.key,
                            drawn,
                            (one, other) -> one.end >= other.end ? one : other));
            newest.values().forEach(drawn -> sink.conversation(cut(drawn)));
            sink.passedOver(passedOver + seen - newest.size());
        }
    }

    private static <T> Optional<String> valueOf(FacetSource<T> facet, Conversation conversation) {
        return facet.compute(conversation).map(Object::toString);
    }

    private static Conversation cut(Drawn drawn) {
        Conversation whole = drawn.conversation;
        List<Message> messages = whole.messages().subList(0, drawn.end);
        return drawn.end == whole.messages().size()
                ? whole
                : new Conversation(whole.id(), whole.subject(), whole.timestamp(), messages, whole.metadata());
    }

    /** The content, the owner and the id: one text of many users is many conversations. */
    private ContentKey key(Conversation conversation) {
        return ContentKey.of(
                ContentKey.of(conversation, hash) + "/"
                        + conversation.subject().reveal().orElse("") + "/" + conversation.id(),
                hash);
    }

    /** The smallest that were offered, not too many of one user. What is dropped once is never needed again. */
    private final class Reservoir {
        private final TreeSet<Drawn> drawn = new TreeSet<>();
        private final Map<String, NavigableSet<Drawn>> byUser = new HashMap<>();

        void offer(Drawn next) {
            if (drawn.size() == draw.size && next.compareTo(drawn.last()) > 0) {
                return;
            }
            if (!drawn.add(next)) {
                return;
            }
            @Nullable NavigableSet<Drawn> ofUser = userOf(next);
            if (ofUser != null) {
                ofUser.add(next);
                if (ofUser.size() > draw.perUser) {
                    remove(ofUser.last());
                }
            }
            if (drawn.size() > draw.size) {
                remove(drawn.last());
            }
        }

        private void remove(Drawn last) {
            drawn.remove(last);
            @Nullable NavigableSet<Drawn> ofUser = userOf(last);
            if (ofUser != null) {
                ofUser.remove(last);
            }
        }

        private @Nullable NavigableSet<Drawn> userOf(Drawn any) {
            return any.conversation
                    .subject()
                    .reveal()
                    .map(user -> byUser.computeIfAbsent(user, unused -> new TreeSet<>()))
                    .orElse(null);
        }
    }
}
