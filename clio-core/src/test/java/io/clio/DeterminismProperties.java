package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Conversation;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** I10: the same conversations, seed and policy give the same file, byte for byte. */
class DeterminismProperties {
    private static final int TRIES = 25;

    /** Small populations, with duplicates of ids and of contents and without some ids among them. */
    @Provide
    Arbitrary<List<Conversation>> populations() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(3, 12),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(2, 40))
                .as((seed, topics, users, perUser, modulus) -> {
                    List<Conversation> all = Population.of(seed, topics, users, perUser);
                    return Population.withIds(all, id -> {
                        int number = Integer.parseInt(id.substring(1));
                        return number % modulus == 0 ? null : number % modulus == 1 ? "c1" : id;
                    });
                });
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void the_order_of_the_input_does_not_matter(
            @ForAll("populations") List<Conversation> population, @ForAll @IntRange(min = 1) int order) {
        assertThat(json(Population.shuffled(population, order), 1, 2)).isEqualTo(json(population, 1, 2));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void the_names_of_users_and_conversations_do_not_matter(
            @ForAll("populations") List<Conversation> population, @ForAll @IntRange(min = 1) int salt) {
        Map<String, String> names = new ConcurrentHashMap<>();
        List<Conversation> renamed = Population.withUserIds(population, id -> renamed(names, "u" + id, salt));
        renamed = Population.withIds(renamed, id -> id == null ? null : renamed(names, "c" + id, salt));
        assertThat(json(renamed, 1, 2)).isEqualTo(json(population, 1, 2));
    }

    private static String renamed(Map<String, String> names, String name, int salt) {
        return names.computeIfAbsent(name, n -> Integer.toHexString((n + salt).hashCode()) + "-" + n);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void the_number_of_threads_does_not_matter(@ForAll("populations") List<Conversation> population) {
        String one = json(population, 1, 1);
        assertThat(json(population, 1, 2)).isEqualTo(one);
        assertThat(json(population, 1, 7)).isEqualTo(one);
    }

    /** Shows that the properties above could fail: the results do hold something that varies. */
    @Example
    void one_conversation_less_gives_another_result() {
        List<Conversation> usual = Population.usual();
        assertThat(json(usual.subList(1, usual.size()), 1, 2)).isNotEqualTo(json(usual, 1, 2));
    }

    /** What repeats must hold topics, or it would repeat easily. */
    @Example
    void the_populations_have_topics() {
        assertThat(run(Population.of(5, 3, 5, 1), 1, 2).roots()).isNotEmpty();
    }

    private static String json(List<Conversation> conversations, long seed, int threads) {
        return InsightsFile.toJson(run(conversations, seed, threads));
    }

    private static Insights run(List<Conversation> conversations, long seed, int threads) {
        return Runs.over(conversations)
                .reconfigure()
                .threads(threads)
                .seed(seed)
                .privacy(Policies.loose())
                .facets(Facets.turns(), Facets.month(), Facets.keyTerms(), Facets.metadata("lang", "/lang"))
                .run();
    }
}
