package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Capabilities;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a model says it can do it does; the rest it refuses before anything is sent. */
interface AbilityRules extends Rules {

    private Capabilities capabilities() {
        return bench().model().capabilities();
    }

    private Body sent(CompletionRequest request) throws Exception {
        assertEquals(Bench.USUAL, bench().ask(request).text().reveal());
        return Body.of(bench().only().body());
    }

    private void refused(CompletionRequest request) {
        LanguageModelException e = bench().failure(bench().model(), request);
        Failures.requireFinal(LanguageModelException.Final.Reason.UNSUPPORTED, e);
        assertEquals(0, bench().received().size(), "what is not supported must be refused before anything is sent");
    }

    @Test
    default void a_schema_arrives_or_is_refused() throws Exception {
        CompletionRequest request = Prompts.turns().schema(Prompts.schema()).build();
        if (capabilities().schema()) {
            assertTrue(sent(request).mentions(Prompts.PROPERTY), "the schema must stand in the body");
        } else {
            refused(request);
        }
    }

    @Test
    default void a_schema_takes_nothing_from_the_prompt() throws Exception {
        CompletionRequest request = Prompts.turns()
                .schema(Prompts.schema())
                .temperature(0.3125)
                .maxTokens(1237)
                .build();
        if (capabilities().schema()) {
            requireWhole(sent(request));
        } else {
            refused(request);
        }
    }

    @Test
    default void an_answer_is_handed_on_whether_or_not_it_keeps_to_the_schema() throws Exception {
        CompletionRequest request = Prompts.turns().schema(Prompts.schema()).build();
        if (capabilities().schema()) {
            for (String text : new String[] {"{\"" + Prompts.PROPERTY + "\": \"olive\"}", "{\"other\": 1}", "olive"}) {
                bench().says(Outcome.answer(text));
                assertEquals(text, bench().ask(request).text().reveal(), "who asked judges the answer, not the model");
            }
        } else {
            refused(request);
        }
    }

    @Test
    default void a_prefill_arrives_or_is_refused() throws Exception {
        CompletionRequest request =
                Prompts.turns().prefill(Prompts.text(Prompts.PREFILL)).build();
        if (capabilities().prefill()) {
            sent(request).placeOf(Prompts.PREFILL, "the prefill");
        } else {
            refused(request);
        }
    }

    @Test
    default void an_answer_does_not_repeat_the_prefill() throws Exception {
        CompletionRequest request =
                Prompts.turns().prefill(Prompts.text(Prompts.PREFILL)).build();
        if (capabilities().prefill()) {
            bench().says(Outcome.answer(" olive"));
            assertEquals(" olive", bench().ask(request).text().reveal());
        } else {
            refused(request);
        }
    }

    @Test
    default void a_hint_at_a_cache_takes_nothing_from_the_prompt() throws Exception {
        requireWhole(sent(CompletionRequest.builder()
                .system(Prompts.text(Prompts.SYSTEM))
                .user(Prompts.text(Prompts.FIRST))
                .assistant(Prompts.text(Prompts.EXAMPLE))
                .sharedSoFar()
                .user(Prompts.text(Prompts.LAST))
                .temperature(0.3125)
                .maxTokens(1237)
                .build()));
    }

    @Test
    default void a_hint_that_all_of_a_prompt_is_shared_takes_nothing_from_it() throws Exception {
        requireWhole(sent(Prompts.turns()
                .sharedSoFar()
                .temperature(0.3125)
                .maxTokens(1237)
                .build()));
    }

    private static void requireWhole(Body body) {
        assertAll(
                () -> body.placeOf(Prompts.SYSTEM, "the system's message"),
                () -> body.placeOf(Prompts.FIRST, "a user's message"),
                () -> body.placeOf(Prompts.EXAMPLE, "an assistant's message"),
                () -> body.placeOf(Prompts.LAST, "the last message"),
                () -> assertTrue(body.holdsNumber(0.3125), "the temperature must stand in the body"),
                () -> assertTrue(body.holdsNumber(1237), "the most tokens must stand in the body"));
    }

    @Test
    default void what_a_model_can_do_stays_the_same() throws Exception {
        LanguageModel model = bench().model();
        Capabilities before = model.capabilities();
        model.complete(Prompts.of("What is moss?"));

        assertAll(
                () -> assertEquals(before, model.capabilities()),
                () -> assertEquals(before, bench().model().capabilities()));
    }

    @Test
    default void a_model_that_takes_batches_is_tested_with_batches() {
        Assertions.assertEquals(
                this instanceof BatchLanguageModelContract,
                bench().model() instanceof BatchLanguageModel,
                "extend BatchLanguageModelContract if, and only if, the model is a BatchLanguageModel");
    }
}
