package io.clio.testkit.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for every seed and length. */
class PopulationProperties {

    @Property(tries = 20)
    void the_same_seed_gives_the_same_lines(@ForAll long seed) {
        assertThat(Population.of(seed).size(40).lines())
                .containsExactlyElementsOf(Population.of(seed).size(40).lines().toList());
    }

    @Property(tries = 20)
    void two_seeds_share_no_line(@ForAll long seed) {
        List<String> other = Population.of(seed + 1).size(40).lines().toList();

        assertThat(Population.of(seed).size(40).lines()).doesNotContainAnyElementsOf(other);
    }

    @Property(tries = 20)
    void the_mean_length_is_honoured_within_15_percent(@ForAll @IntRange(min = 15, max = 1_000) int tokens) {
        double mean = Population.of(tokens).size(1_000).meanTokens(tokens).stream()
                .mapToDouble(PopulationProperties::tokens)
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(0.85 * tokens, 1.15 * tokens);
    }

    @Property(tries = 20)
    void every_conversation_can_be_made_without_the_ones_before_it(
            @ForAll long seed, @ForAll @IntRange(max = 199) int index) {
        Population population = Population.of(seed).size(200);

        assertThat(population.stream().skip(index).findFirst())
                .isEqualTo(population.stream().parallel().toList().stream()
                        .skip(index)
                        .findFirst());
    }

    private static double tokens(PlantedConversation conversation) {
        return conversation.messages().stream()
                .mapToDouble(message -> Tokens.in(message.content()))
                .sum();
    }
}
