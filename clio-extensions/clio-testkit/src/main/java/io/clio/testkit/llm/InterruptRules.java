package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clio.llm.LanguageModel;
import io.clio.testkit.llm.Reply.Delivery;
import org.junit.jupiter.api.Test;

/** An interrupt ends a call: the caller is told, the provider's connection is closed. */
interface InterruptRules extends Rules {

    private void interrupted(LanguageModel model, Delivery delivery) throws Exception {
        bench().sends(bench().usual().by(delivery));
        bench().interrupted(() -> model.complete(Prompts.secret()));
    }

    @Test
    default void an_interrupt_ends_a_call_that_waits_for_an_answer() throws Exception {
        interrupted(bench().model(), Delivery.SILENCE);
        bench().only();
    }

    @Test
    default void an_interrupt_ends_a_call_within_an_answer() throws Exception {
        interrupted(bench().model(), Delivery.STALLED);
        bench().only();
    }

    @Test
    default void an_interrupt_does_not_end_the_use_of_a_model() throws Exception {
        LanguageModel model = bench().model();
        interrupted(model, Delivery.SILENCE);

        assertEquals(
                Bench.USUAL, model.complete(Prompts.of("What is moss?")).text().reveal());
    }

    @Test
    default void a_thread_that_is_interrupted_already_gets_no_answer() {
        LanguageModel model = bench().model();
        bench().sends(bench().usual().by(Delivery.SILENCE));
        Thread.currentThread().interrupt();
        try {
            assertThrows(InterruptedException.class, () -> model.complete(Prompts.secret()));
        } finally {
            Thread.interrupted();
        }
    }
}
