package io.clio.testkit.leak;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.spi.ConversationSource;
import io.clio.testkit.population.PlantedConversation;
import io.clio.testkit.population.Population;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The ordinary conversations among which an attack takes place. */
final class Background {
    private Background() {}

    /** A population as a source of conversations. */
    static ConversationSource of(Population population) {
        return sink -> population.stream().map(Background::conversation).forEach(sink::conversation);
    }

    private static Conversation conversation(PlantedConversation planted) {
        List<Message> messages = planted.messages().stream()
                .map(message -> new Message(
                        message.role().equals("user") ? Role.USER : Role.ASSISTANT,
                        SensitiveText.of(message.content())))
                .toList();
        return new Conversation(
                planted.id(), Subject.ofUser(planted.userId()), planted.timestamp(), messages, Metadata.none());
    }

    /** So many conversations of a source, drawn at random in one pass; all of them if it has no more. */
    static List<Conversation> draw(ConversationSource source, int most, long seed) {
        List<Conversation> drawn = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        try {
            source.read(new ConversationSource.Sink() {
                private long read;

                @Override
                public void conversation(Conversation conversation) {
                    read++;
                    if (drawn.size() < most) {
                        drawn.add(conversation);
                        return;
                    }
                    long at = random.nextLong(read);
                    if (at < most) {
                        drawn.set((int) at, conversation);
                    }
                }

                @Override
                public void badRecord(BadRecord record) {
                    // The pipeline itself counts them where it reads the whole source.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the background cannot be read", e);
        }
        return drawn;
    }

    /** A part of some conversations, each taken with the same probability. */
    static List<Conversation> part(List<Conversation> all, double share, SplittableRandom random) {
        return all.stream().filter(conversation -> random.nextDouble() < share).toList();
    }
}
