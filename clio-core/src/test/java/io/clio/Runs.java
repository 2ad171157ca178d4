package io.clio;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.ConversationSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Pipelines that tests start from. */
final class Runs {
    private Runs() {}

    /** Two threads and the embedder that needs no model, whatever else is on the class path. */
    static Pipeline over(Iterable<Conversation> conversations) {
        return over(Conversations.of(conversations));
    }

    static Pipeline over(Conversations conversations) {
        return Clio.pipeline().from(conversations).embedder(Embedders.hashing()).threads(2);
    }

    /** Pipelines whose counts are exact. */
    static Pipeline exactlyOver(Conversations conversations) {
        return over(conversations).privacy(PrivacyPolicy.standard().withCountsRoundedTo(1));
    }

    /** A source that counts how often it is read. */
    static final class CountedSource implements ConversationSource {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public void read(Sink sink) {
            reads.incrementAndGet();
            Population.usual().forEach(sink::conversation);
        }

        int reads() {
            return reads.get();
        }
    }

    /** Good conversations with some bad records before, between and behind them. */
    static Conversations withBadRecords(int good, int bad) {
        return Conversations.of((ConversationSource) sink -> {
            for (int i = 0; i < Math.max(good, bad); i++) {
                if (i < bad) {
                    sink.badRecord(new BadRecord("table", i + 1L, "/messages", "an array", "nothing"));
                }
                if (i < good) {
                    Conversation usual = Population.usual().get(i % 120);
                    sink.conversation(new Conversation(
                            "c" + i, usual.subject(), usual.timestamp(), usual.messages(), usual.metadata()));
                }
            }
        });
    }
}
