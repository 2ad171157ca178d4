package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.testkit.llm.Reply.Delivery;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A model tells no text, no key and no address, wherever one looks. */
interface DiscretionRules extends Rules {

    @Test
    default void a_model_has_a_name_that_stays() throws Exception {
        LanguageModel model = bench().model();
        String name = model.name();
        model.complete(Prompts.of("What is moss?"));

        assertAll(
                () -> assertFalse(name.isBlank(), "the name stands in a result's provenance"),
                () -> assertEquals(name, model.name()),
                () -> assertEquals(name, bench().model().name(), "the same model must have the same name next time"));
    }

    @Test
    default void two_models_have_two_names() {
        Service service = bench().service();
        LanguageModel other = bench().model(bench().service("another-model", service.base(), Duration.ofMinutes(1)));

        assertNotEquals(bench().model().name(), other.name(), "a name tells answers in a cache apart");
    }

    @Test
    default void a_name_holds_no_secret_and_no_address() {
        bench().discretion().requireNoSecret("a name", bench().model().name());
    }

    @Test
    default void a_model_prints_no_secret_and_no_address() throws Exception {
        LanguageModel model = bench().model();
        model.complete(Prompts.secret());

        bench().discretion().require("what a model prints", model.toString());
    }

    @Test
    default void nothing_that_is_logged_or_printed_holds_text_key_or_address() throws Exception {
        try (var log = new Overheard()) {
            LanguageModel model = bench().model();
            bench().says(Outcome.answer(Prompts.ANSWERED));
            model.complete(Prompts.secret());
            for (Outcome.Kind kind : Outcome.Kind.values()) {
                bench().says(Outcome.failure(kind, Prompts.ANSWERED));
                callAnyway(model);
            }
            for (Delivery delivery : new Delivery[] {Delivery.RESET, Delivery.BROKEN_OFF}) {
                bench().sends(bench().reply(Outcome.answer(Prompts.ANSWERED)).by(delivery));
                callAnyway(model);
            }
            bench().sends(bench().usual().saying(Prompts.ANSWERED));
            callAnyway(model);
            bench().discretion().require("a log", log.text());
        }
    }

    private static void callAnyway(LanguageModel model) throws InterruptedException {
        try {
            model.complete(Prompts.secret());
        } catch (LanguageModelException e) {
            // Other tests look at it.
        }
    }

    @Test
    default void no_thread_is_named_after_what_it_does() throws Exception {
        LanguageModel model = bench().model();
        bench().sends(bench().usual().by(Delivery.SILENCE));
        var caller = new Thread(new FutureTask<>(() -> model.complete(Prompts.secret())), "contract-caller");
        caller.setDaemon(true);
        caller.start();
        bench().awaitWaiting();
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> bench().discretion().require("the name of a thread", thread.getName()));
        caller.interrupt();
    }
}
