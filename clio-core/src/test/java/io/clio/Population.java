package io.clio;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small made-up population of users who write about a few topics. The same seed gives the same conversations in the
 * same order.
 */
final class Population {
    private static final List<List<String>> TOPICS = List.of(
            List.of("tomato seedlings", "garden soil", "compost heap", "pruning roses", "raised bed", "slug damage"),
            List.of("pandas dataframe", "python script", "merge columns", "missing values", "csv export", "group rows"),
            List.of(
                    "cover letter",
                    "job interview",
                    "salary offer",
                    "recruiter call",
                    "resume layout",
                    "career change"),
            List.of("sourdough starter", "bread flour", "oven temperature", "rye loaf", "dough rising", "baking stone"),
            List.of("marathon training", "knee pain", "running shoes", "stretching routine", "heart rate", "rest day"),
            List.of("mortgage rate", "house deposit", "credit score", "loan term", "bank appraisal", "closing costs"));

    private static final List<String> OPENINGS = List.of(
            "How do I deal with %s and %s?",
            "Please help me with %s, and also %s.",
            "I need advice about %s. It is about %s too.",
            "What is the best way to handle %s for %s?");

    private Population() {}

    /**
     * A population.
     *
     * @param topics how many topics, at most six
     * @param usersPerTopic how many users write about each
     * @param perUser how many conversations each user has
     */
    static List<Conversation> of(long seed, int topics, int usersPerTopic, int perUser) {
        Random random = new Random(seed);
        List<Conversation> all = new ArrayList<>();
        for (int topic = 0; topic < topics; topic++) {
            for (int user = 0; user < usersPerTopic; user++) {
                for (int i = 0; i < perUser; i++) {
                    all.add(conversation("c" + all.size(), "user-" + topic + "-" + user, ask(topic, random), random));
                }
            }
        }
        return all;
    }

    /** 6 topics, 10 users each, 2 conversations per user: enough that several topics are released. */
    static List<Conversation> usual() {
        return of(1, 6, 10, 2);
    }

    static List<Conversation> shuffled(List<Conversation> conversations, long seed) {
        List<Conversation> copy = new ArrayList<>(conversations);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    static List<Conversation> withUserIds(List<Conversation> all, UnaryOperator<@Nullable String> rename) {
        return all.stream()
                .map(c -> new Conversation(
                        c.id(),
                        subject(rename.apply(c.subject().reveal().orElse(null))),
                        c.timestamp(),
                        c.messages(),
                        c.metadata()))
                .toList();
    }

    static List<Conversation> withIds(List<Conversation> all, UnaryOperator<@Nullable String> rename) {
        return all.stream()
                .map(c ->
                        new Conversation(rename.apply(c.id()), c.subject(), c.timestamp(), c.messages(), c.metadata()))
                .toList();
    }

    /** The same conversations; each user message has a text of its own at its end. */
    static List<Conversation> withTokens(List<Conversation> all, UnaryOperator<String> tokenOfId) {
        return all.stream()
                .map(c -> new Conversation(
                        c.id(),
                        c.subject(),
                        c.timestamp(),
                        c.messages().stream()
                                .map(m -> new Message(
                                        m.role(),
                                        SensitiveText.of(m.content().reveal() + " " + tokenOfId.apply(c.id()))))
                                .toList(),
                        c.metadata()))
                .toList();
    }

    private static Subject subject(@Nullable String id) {
        return id == null ? Subject.unknown() : Subject.ofUser(id);
    }

    private static String ask(int topic, Random random) {
        List<String> phrases = TOPICS.get(topic);
        String first = phrases.get(random.nextInt(phrases.size()));
        String second = phrases.get(random.nextInt(phrases.size()));
        return String.format(OPENINGS.get(random.nextInt(OPENINGS.size())), first, second);
    }

    private static Conversation conversation(String id, String user, String request, Random random) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.user(request));
        messages.add(Message.assistant("Here are some thoughts about it."));
        if (random.nextInt(3) == 0) {
            messages.add(Message.user("Thanks, tell me more."));
        }
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(24 * 80)));
        return new Conversation(id, Subject.ofUser(user), time, messages, Metadata.of(Map.of("lang", "en")));
    }
}
