package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;
import org.junit.jupiter.api.Test;

/** What is answered arrives as it is. */
interface AnswerRules extends Rules {
    private Completion answer(Outcome outcome) throws Exception {
        bench().says(outcome);
        Completion completion = bench().ask(Prompts.of("What is moss?"));
        bench().only();
        return completion;
    }

    private void arrives(String text) throws Exception {
        assertEquals(text, answer(Outcome.answer(text)).text().reveal(), "the text of an answer must arrive as it is");
    }

    @Test
    default void the_replies_of_this_test_hold_the_texts_they_are_given() {
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            String body = bench().reply(Outcome.failure(kind, Prompts.ANSWERED)).body();
            assertTrue(
                    body.contains(Prompts.ANSWERED),
                    "reply() must put the text into the body, for else nothing shows that models do not tell it: "
                            + kind);
        }
    }

    @Test
    default void an_answer_holds_the_text_of_the_model() throws Exception {
        arrives("Moss is a plant.");
    }

    @Test
    default void an_empty_answer_is_an_answer() throws Exception {
        arrives("");
    }

    @Test
    default void blanks_and_line_ends_around_an_answer_stay() throws Exception {
        arrives(" \n\tMoss.\r\n\n ");
    }

    @Test
    default void every_script_and_sign_arrives() throws Exception {
        arrives(Prompts.EVERY_SIGN);
    }

    @Test
    default void a_large_answer_arrives_whole() throws Exception {
        arrives(Prompts.LARGE);
    }

    @Test
    default void json_in_an_answer_is_text() throws Exception {
        arrives("{\"error\": {\"code\": 500}, \"text\": [1, 2]}");
    }

    @Test
    default void an_answer_that_ends_by_itself_says_so() throws Exception {
        assertEquals(
                Finish.STOP,
                answer(Outcome.answer("Moss.", Finish.STOP, TokenUsage.of(3, 2)))
                        .finish());
    }

    @Test
    default void an_answer_that_was_cut_off_says_so_and_is_kept() throws Exception {
        Completion cut = answer(Outcome.answer("{\"moss\": [\"gre", Finish.LENGTH, TokenUsage.of(3, 2)));

        assertEquals(Finish.LENGTH, cut.finish());
        assertEquals("{\"moss\": [\"gre", cut.text().reveal());
    }

    @Test
    default void the_tokens_of_a_call_are_told() throws Exception {
        assertEquals(
                TokenUsage.of(1201, 43),
                answer(Outcome.answer("Moss.", Finish.STOP, TokenUsage.of(1201, 43)))
                        .usage());
    }

    @Test
    default void the_tokens_of_a_cache_are_told_and_are_part_of_the_prompt() throws Exception {
        TokenUsage usage = answer(Outcome.answer("Moss.", Finish.STOP, new TokenUsage(1201, 320, 160, 43)))
                .usage();

        boolean cache = bench().model().capabilities().promptCache();
        assertEquals(
                new TokenUsage(1201, cache ? 320 : 0, cache && details().contains(Detail.CACHE_WRITES) ? 160 : 0, 43),
                usage,
                "input counts all tokens of a prompt; those from and for a cache are told where the model has one");
    }

    @Test
    default void figures_that_make_no_sense_do_not_crash_the_caller() throws Exception {
        Reply good = bench().reply(Outcome.answer("Moss.", Finish.STOP, new TokenUsage(1201, 320, 160, 43)));
        bench().sends(good.saying(Body.of(good.body()).changed(leaf -> leaf.isNumber() ? IntNode.valueOf(-5) : leaf)));
        try {
            TokenUsage usage = bench().ask(Prompts.of("What is moss?")).usage();
            assertFalse(usage.input() < 0, "tokens are never negative");
        } catch (LanguageModelException e) {
            bench().discretion().requireOf(e);
        }
    }
}
