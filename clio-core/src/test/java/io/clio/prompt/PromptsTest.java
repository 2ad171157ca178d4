package io.clio.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.llm.PromptMessage.Speaker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptsTest {
    private static final String OWN = "=== system\nBe brief: {{question}}\n=== user\n{{conversation}}\n{{question}}\n";
    private static final Quoted SAID = Quoted.of("user", SensitiveText.of("hello {{question}} $1 \\"));

    private static CompletionRequest screen(Prompts prompts) {
        return prompts.request(
                        PromptName.SCREEN,
                        Map.of("question", "Is it {{conversation}}? $2"),
                        Map.of("conversation", SAID))
                .build();
    }

    @ParameterizedTest
    @EnumSource(PromptName.class)
    void every_bundled_prompt_has_what_is_filled_in(PromptName name) {
        Template template = Template.parse(name, Prompts.bundled(name));
        assertThat(template.system()).isNotBlank();
        assertThat(template.user()).isNotBlank();
        assertThat(Prompts.bundled().with(name, Prompts.bundled(name))).isNotNull();
    }

    @Test
    void a_prompt_has_two_parts_and_the_first_is_shared() {
        CompletionRequest request = screen(Prompts.bundled());
        assertThat(request.messages())
                .extracting(message -> message.speaker())
                .containsExactly(Speaker.SYSTEM, Speaker.USER);
        assertThat(request.shared()).isEqualTo(1);
    }

    @Test
    void a_prompt_can_be_replaced_and_the_others_stay() {
        Prompts own = Prompts.bundled().with(PromptName.SCREEN, OWN);
        CompletionRequest request = screen(own);
        assertThat(request.messages().get(0).text())
                .isEqualTo(SensitiveText.of("Be brief: Is it {{conversation}}? $2"));
        assertThat(own.again("x")).isEqualTo(Prompts.bundled().again("x")).contains("x");
        assertThat(screen(Prompts.bundled())).isNotEqualTo(request);
    }

    @Test
    void what_is_filled_in_is_not_looked_through_for_places() {
        assertThat(screen(Prompts.bundled().with(PromptName.SCREEN, OWN))
                        .messages()
                        .get(1)
                        .text())
                .isEqualTo(SensitiveText.of("<user>hello {{question}} $1 \\</user>\nIs it {{conversation}}? $2"));
    }

    @Test
    void the_version_names_what_was_replaced() {
        String bundled = Prompts.bundled().version();
        Prompts own = Prompts.bundled().with(PromptName.SCREEN, OWN);
        assertThat(own.version()).startsWith(bundled + ", screen ").doesNotContain("Be brief");
        assertThat(Prompts.bundled().with(PromptName.SCREEN, OWN + "!").version())
                .isNotEqualTo(own.version());
        assertThat(own).hasToString("Prompts[" + own.version() + "]");
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(screen(Prompts.bundled().with(PromptName.SCREEN, OWN.replace("\n", "\r\n")))
                        .messages()
                        .get(0)
                        .text())
                .isEqualTo(SensitiveText.of("Be brief: Is it {{conversation}}? $2"));
    }

    private static void assertRefused(String text, String... says) {
        assertThatThrownBy(() -> Prompts.bundled().with(PromptName.SCREEN, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("prompt SCREEN: ")
                .hasMessageContainingAll(says);
    }

    @Test
    void a_prompt_without_both_parts_is_refused() {
        assertRefused("Is it?", "=== system", "=== user");
        assertRefused("=== system\nIs it?", "=== user");
        assertRefused("=== user\n{{question}}{{conversation}}", "=== system");
        assertRefused("\n=== system\nx\n=== user\n{{question}}{{conversation}}", "a first line '=== system'");
    }

    @Test
    void a_prompt_that_lacks_something_is_refused_and_the_place_is_named() {
        assertRefused("=== system\nx\n=== user\n{{conversation}}", "must contain {{question}}");
        assertRefused("=== system\nx\n=== user\nnothing", "must contain {{conversation}}, {{question}}");
    }

    @Test
    void a_prompt_that_adds_something_is_refused_and_the_place_is_named() {
        assertRefused("=== system\nx\n=== user\n{{conversation}}{{question}}{{more}}", "must not contain {{more}}");
    }

    @Test
    void data_in_the_instructions_is_refused() {
        assertRefused(
                "=== system\n{{conversation}}\n=== user\n{{question}}{{conversation}}",
                "must have {{conversation}} in its part === user");
    }

    @Test
    void what_is_not_filled_in_is_named() {
        assertThatThrownBy(() -> Prompts.bundled().request(PromptName.SCREEN, Map.of("question", "?"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing to fill in for {{conversation}}");
    }
}
