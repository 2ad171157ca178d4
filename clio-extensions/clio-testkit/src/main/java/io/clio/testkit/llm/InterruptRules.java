package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clio.llm.LanguageModel;
import io.clio.testkit.llm.Reply.Delivery;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** An interrupt ends a call: the caller is told, the provider's connection is closed. */
interface InterruptRules extends Rules {

    private void interrupted(LanguageModel model, Delivery delivery) throws Exception {
        bench().sends(bench().usual().by(delivery));
        var call = new FutureTask<>(() -> model.complete(Prompts.secret()));
        var caller = new Thread(call, "contract-caller");
        caller.setDaemon(true);
        caller.start();
        bench().awaitWaiting();
        caller.interrupt();
        ExecutionException end = assertThrows(
                ExecutionException.class,
                () -> call.get(Bench.SECONDS, TimeUnit.SECONDS),
                "a call whose thread is interrupted must end at once");

        Assertions.assertInstanceOf(
                InterruptedException.class,
                end.getCause(),
                "a call that is interrupted must throw InterruptedException");
        bench().discretion().requireOf(end);
        bench().requireGivenUp("a call that was interrupted");
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
