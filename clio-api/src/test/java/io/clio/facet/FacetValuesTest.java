package io.clio.facet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacetValuesTest {
    private static final Facet<Integer> CONCERN = Facet.score("concern", 1, 5, "How much?");
    private static final Facet<SensitiveText> TASK = Facet.text("task", "What?");

    @Test
    void an_answer_is_found_again_by_its_facet() {
        FacetValues values = FacetValues.builder()
                .put(CONCERN, 3)
                .put(TASK, SensitiveText.of("bake"))
                .build();

        assertThat(values.get(CONCERN)).contains(3);
        assertThat(values.get(Facet.score("mood", 1, 5, "How?"))).isEmpty();
        assertThat(FacetValues.none().get(CONCERN)).isEmpty();
    }

    @Test
    void an_answer_outside_the_domain_is_refused_and_the_domain_is_told_and_not_the_answer() {
        assertThatThrownBy(() -> FacetValues.builder().put(CONCERN, 4711))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("facet 'concern': the value lies outside Score[min=1, max=5]");
        assertThatThrownBy(() -> FacetValues.builder()
                        .put(Facet.vocabulary("tone", List.of("calm", "angry"), "How?"), "secret words"))
                .hasMessageContaining("calm, angry")
                .hasMessageNotContaining("secret");
    }

    @Test
    void two_answers_to_one_facet_are_refused() {
        FacetValues.Builder builder = FacetValues.builder().put(CONCERN, 3);
        assertThatThrownBy(() -> builder.put(CONCERN, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("concern");
    }

    @Test
    void no_answer_can_be_read_in_its_string() {
        assertThat(FacetValues.builder()
                        .put(TASK, SensitiveText.of("secret"))
                        .build()
                        .toString())
                .doesNotContain("secret");
    }
}
