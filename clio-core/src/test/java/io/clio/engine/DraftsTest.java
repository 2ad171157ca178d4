package io.clio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.release.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftsTest {
    private static final Portrait PORTRAIT =
            new Portrait(List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());

    private final List<Portrait> asked = new ArrayList<>();
    private final Drafts drafts = new Drafts(
            portraits -> {
                asked.addAll(portraits);
                return portraits.stream()
                        .map(one -> Draft.of("Title " + asked.size(), ""))
                        .toList();
            },
            () -> {});

    @Test
    void each_time_a_draft_is_refused_the_question_names_all_that_was_refused_before() {
        Candidate.Node node = new Candidate.Node(new int[] {0}, Draft.of("Title 0", ""), List.of(), List.of());
        drafts.remember(node, PORTRAIT);

        drafts.redraft(List.of(new Candidate.Refused(node, Set.of("cactus"))));
        drafts.redraft(List.of(new Candidate.Refused(node, Set.of())));

        assertThat(asked)
                .extracting(Portrait::rejected)
                .containsExactly(Set.of("Title 0", "cactus"), Set.of("Title 0", "cactus", "Title 1"));
        assertThat(asked.get(1).taken()).contains("Title 1");
    }
}
