package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.conversation.Conversation;
import io.clio.release.Insight;
import io.clio.release.Insights;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TitlesProperties {

    /** Many clusters over few topics, so that titles are scarce. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void titles_of_one_tree_are_pairwise_distinct(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 6) int topics,
            @ForAll @IntRange(min = 1, max = 30) int clusters) {
        Insights insights = run(Population.of(seed, topics, 10, 2), clusters);
        assertThat(titles(insights)).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @Example
    void trees_of_many_clusters_have_many_titles() {
        assertThat(titles(run(Population.usual(), 30))).hasSizeGreaterThan(10);
    }

    private static Insights run(List<Conversation> conversations, int clusters) {
        return Runs.over(conversations)
                .clusterer(Clusterers.kMeans(clusters))
                .privacy(Policies.loose())
                .run();
    }

    private static List<String> titles(Insights insights) {
        return insights.all()
                .map(Insight::title)
                .map(title -> title.toLowerCase(Locale.ROOT))
                .toList();
    }
}
