package io.clio.facet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import org.junit.jupiter.api.Test;

class FacetTest {
    private static final Facet<SensitiveText> TASK = Facet.text("task", "What?");

    @Test
    void a_facet_has_no_examples_until_it_is_given_some() {
        assertThat(TASK.examples()).isEmpty();
        assertThat(new Facet<>("task", new Domain.Text(), "What?")).isEqualTo(TASK);
        Facet<SensitiveText> shown = TASK.withExamples("bake", "sew");
        assertThat(shown.examples()).containsExactly("bake", "sew");
        assertThat(shown).isNotEqualTo(TASK);
        assertThat(shown.withExamples()).isEqualTo(TASK);
    }

    @Test
    void a_facet_that_is_asked_or_computed_is_both() {
        FacetSource<SensitiveText> source = FacetSource.askedOrComputed(TASK, conversation -> SensitiveText.of("bake"));
        assertThat(source.isAskable()).isTrue();
        assertThat(source.isComputed()).isTrue();
        assertThat(source.compute(Conversation.of(Subject.unknown()))).contains(SensitiveText.of("bake"));
        assertThat(source).hasToString("FacetSource[task, asked or computed]");
    }

    @Test
    void other_facets_are_asked_or_computed() {
        assertThat(FacetSource.computed(TASK, conversation -> null).isAskable()).isFalse();
        FacetSource<SensitiveText> asked = FacetSource.asked(TASK);
        assertThat(asked.isAskable()).isTrue();
        assertThat(asked.isComputed()).isFalse();
        assertThatThrownBy(() -> asked.compute(Conversation.of(Subject.unknown())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("facet 'task' is not computed in code");
    }
}
