package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.testkit.llm.Reply.Delivery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A connection that fails or does not end is given up in time, and told as what it is. */
interface ConnectionRules extends Rules {

    private LanguageModelException broken(Delivery delivery) {
        return bench().sends(bench().reply(Outcome.answer(Prompts.ANSWERED)).by(delivery))
                .failure();
    }

    private void late(Delivery delivery) throws InterruptedException {
        bench().sends(bench().reply(Outcome.answer(Prompts.ANSWERED)).by(delivery));
        LanguageModelException e = bench().failure(bench().hasty(), Prompts.secret());

        Failures.requireRetriable(Retriable.Reason.TIMEOUT, e);
        bench().only();
        bench().requireGivenUp("a call that took too long");
    }

    @Test
    default void a_provider_that_is_not_there_may_come_back() throws Exception {
        URI nobody;
        try (var closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closing.getLocalPort());
        }
        LanguageModel model = bench().model(bench().service("contract-model", nobody, Duration.ofMinutes(1)));
        LanguageModelException e = bench().failure(model, Prompts.secret());

        Failures.requireRetriable(Retriable.Reason.CONNECTION, e);
        new Discretion(nobody).requireOf(e);
    }

    @Test
    default void a_connection_that_is_reset_may_hold_next_time() {
        Failures.requireRetriable(Retriable.Reason.CONNECTION, broken(Delivery.RESET));
    }

    @Test
    default void a_connection_that_is_closed_without_an_answer_may_hold_next_time() {
        Failures.requireRetriable(Retriable.Reason.CONNECTION, broken(Delivery.CLOSED));
    }

    @Test
    default void a_connection_that_breaks_within_the_answer_may_hold_next_time() {
        Failures.requireRetriable(
                Set.of(Retriable.Reason.CONNECTION, Retriable.Reason.MALFORMED_ANSWER), broken(Delivery.BROKEN_OFF));
    }

    @Test
    default void a_connection_that_broke_does_not_end_the_use_of_a_model() throws Exception {
        LanguageModel model = bench().model();
        for (Delivery delivery : new Delivery[] {Delivery.RESET, Delivery.CLOSED, Delivery.BROKEN_OFF}) {
            bench().sends(bench().usual().by(delivery));
            bench().failure(model, Prompts.secret());
        }

        assertEquals(
                Bench.USUAL, model.complete(Prompts.of("What is moss?")).text().reveal());
    }

    @Test
    default void a_provider_that_says_nothing_is_given_up() throws Exception {
        late(Delivery.SILENCE);
    }

    @Test
    default void a_provider_that_stops_within_the_answer_is_given_up() throws Exception {
        late(Delivery.STALLED);
    }

    @Test
    default void a_provider_that_sends_byte_by_byte_is_given_up_when_the_whole_takes_too_long() throws Exception {
        late(Delivery.DRIPPING);
    }
}
