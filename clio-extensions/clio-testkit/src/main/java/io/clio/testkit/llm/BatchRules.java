package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clio.llm.BatchLanguageModel;
import io.clio.llm.BatchLanguageModel.BatchAnswer;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import io.clio.testkit.llm.Reply.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Batches come back as they went. */
interface BatchRules extends Rules {
    /**
     * Where this test keeps batches.
     *
     * @return the desk
     */
    BatchDesk desk();

    /**
     * A new model whose provider takes batches from now on.
     *
     * @return the model under test
     */
    BatchLanguageModel batches();

    private static Map<String, CompletionRequest> three() {
        Map<String, CompletionRequest> requests = new LinkedHashMap<>();
        for (String key : List.of("one", "two_2", "THREE-3")) {
            requests.put(
                    key,
                    CompletionRequest.builder()
                            .system(Prompts.text(Prompts.SYSTEM))
                            .user(Prompts.text(Prompts.SECRET + " asks " + key))
                            .temperature(0.3125)
                            .maxTokens(1237)
                            .build());
        }
        return requests;
    }

    private LanguageModelException failing(Executable call) {
        LanguageModelException e = assertThrows(LanguageModelException.class, call);
        bench().discretion().requireOf(e);
        return e;
    }

    private Completion answered(Map<String, BatchAnswer> answers, String key) {
        return assertInstanceOf(BatchAnswer.Answered.class, answers.get(key), "there is an answer under this key")
                .completion();
    }

    private LanguageModelException failed(Map<String, BatchAnswer> answers, String key) {
        LanguageModelException e = assertInstanceOf(
                        BatchAnswer.Failed.class, answers.get(key), "there is no answer under this key, but an error")
                .reason();
        bench().discretion().requireOf(e);
        return e;
    }

    @Test
    default void every_request_of_a_batch_arrives_under_its_key() throws Exception {
        String batch = batches().submit(three());

        assertEquals(
                three().keySet(),
                desk().requests(batch).keySet(),
                "the id must be the provider's, and the keys Clio's");
        for (String key : three().keySet()) {
            Body body = desk().body(batch, key);
            body.placeOf(Prompts.SYSTEM, "the system's message");
            body.placeOf(Prompts.SECRET + " asks " + key, "the user's message");
            assertTrue(body.holdsNumber(0.3125), "the temperature must stand in the body");
            assertTrue(body.holdsNumber(1237), "the most tokens must stand in the body");
        }
    }

    @Test
    default void every_script_and_sign_arrives_in_a_batch() throws Exception {
        String batch = batches().submit(Map.of("one", Prompts.of(Prompts.EVERY_SIGN)));

        desk().body(batch, "one").placeOf(Prompts.EVERY_SIGN, "the message");
    }

    @Test
    default void a_batch_is_as_far_as_the_provider_says() throws Exception {
        BatchLanguageModel model = batches();
        String batch = model.submit(three());
        for (BatchState state : BatchState.values()) {
            desk().state(state);
            assertEquals(state, model.poll(batch));
        }
    }

    @Test
    default void a_batch_that_the_provider_does_not_know_is_lost() throws Exception {
        assertEquals(BatchState.LOST, batches().poll("batch-404"));
    }

    @Test
    default void a_batch_that_the_provider_does_not_know_cannot_be_collected() {
        BatchLanguageModel model = batches();
        failing(() -> model.collect("batch-404"));
    }

    @Test
    default void a_batch_that_is_not_done_cannot_be_collected() throws Exception {
        BatchLanguageModel model = batches();
        String batch = model.submit(three());
        desk().state(BatchState.RUNNING);
        failing(() -> model.collect(batch));
    }

    @Test
    default void every_answer_comes_back_under_its_key_whatever_the_order() throws Exception {
        BatchLanguageModel model = batches();
        desk().becomes("two_2", Outcome.answer(Prompts.EVERY_SIGN, Finish.LENGTH, TokenUsage.of(1201, 43)));
        Map<String, BatchAnswer> answers = model.collect(model.submit(three()));

        assertEquals(three().keySet(), answers.keySet());
        for (String key : List.of("one", "THREE-3")) {
            assertEquals(
                    BatchDesk.usual(key).text(), answered(answers, key).text().reveal());
            assertEquals(Finish.STOP, answered(answers, key).finish());
        }
        assertEquals(Prompts.EVERY_SIGN, answered(answers, "two_2").text().reveal());
        assertEquals(Finish.LENGTH, answered(answers, "two_2").finish());
        assertEquals(TokenUsage.of(1201, 43), answered(answers, "two_2").usage());
    }

    @Test
    default void a_request_that_failed_does_not_take_the_others_along() throws Exception {
        BatchLanguageModel model = batches();
        desk().becomes("one", Outcome.failure(Outcome.Kind.SERVER_ERROR, Prompts.ANSWERED));
        desk().becomes("two_2", Outcome.failure(Outcome.Kind.BAD_REQUEST, Prompts.ANSWERED));
        Map<String, BatchAnswer> answers = model.collect(model.submit(three()));

        Failures.requireRetriable(Retriable.Reason.OVERLOAD, failed(answers, "one"));
        Failures.requireFinal(Final.Reason.BAD_REQUEST, failed(answers, "two_2"));
        assertEquals(
                BatchDesk.usual("THREE-3").text(),
                answered(answers, "THREE-3").text().reveal());
    }

    @Test
    default void a_refusal_in_a_batch_is_no_answer() throws Exception {
        BatchLanguageModel model = batches();
        desk().becomes("one", Outcome.failure(Outcome.Kind.REFUSAL, Prompts.ANSWERED));
        Map<String, BatchAnswer> answers = model.collect(model.submit(three()));

        Failures.requireFinal(Final.Reason.REFUSED, failed(answers, "one"));
    }

    @Test
    default void a_key_that_the_provider_lost_is_missing() throws Exception {
        BatchLanguageModel model = batches();
        desk().loses("one");

        assertEquals(
                Set.of("two_2", "THREE-3"), model.collect(model.submit(three())).keySet());
    }

    @Test
    default void a_batch_can_be_collected_again_and_by_another_process() throws Exception {
        String batch = batches().submit(three());
        BatchLanguageModel later = batches();

        assertEquals(BatchState.ENDED, later.poll(batch));
        for (int time = 0; time < 2; time++) {
            Map<String, BatchAnswer> answers = later.collect(batch);
            assertEquals(
                    BatchDesk.usual("one").text(),
                    answered(answers, "one").text().reveal());
            assertEquals(3, answers.size());
        }
    }

    @Test
    default void batches_that_are_given_up_are_cancelled() throws Exception {
        BatchLanguageModel model = batches();
        String first = model.submit(three());
        model.submit(three());
        String third = model.submit(three());
        model.cancel(List.of(first, third));

        assertEquals(Set.of(first, third), desk().cancelled());
    }

    @Test
    default void the_id_of_a_batch_holds_no_secret() throws Exception {
        bench().discretion().require("the id of a batch", batches().submit(three()));
    }

    @Test
    default void a_batch_that_is_refused_for_want_of_time_may_be_taken_later() {
        BatchLanguageModel model = batches();
        bench().says(Outcome.failure(Outcome.Kind.RATE_LIMIT, Prompts.ANSWERED));

        Failures.requireRetriable(Retriable.Reason.RATE_LIMIT, failing(() -> model.submit(three())));
        bench().only();
    }

    @Test
    default void a_batch_with_a_wrong_key_is_not_taken() {
        BatchLanguageModel model = batches();
        bench().says(Outcome.failure(Outcome.Kind.UNAUTHORIZED, Prompts.ANSWERED));

        Failures.requireFinal(Final.Reason.AUTHENTICATION, failing(() -> model.submit(three())));
        bench().only();
    }

    @Test
    default void a_provider_that_breaks_down_while_it_is_asked_how_far_it_is_has_lost_nothing() throws Exception {
        BatchLanguageModel model = batches();
        String batch = model.submit(three());
        bench().sends(Reply.page(503, Prompts.ANSWERED));
        Failures.requireRetriable(Retriable.Reason.OVERLOAD, failing(() -> model.poll(batch)));
        bench().sends(Reply.json(200, "{}"));
        Failures.requireRetriable(Retriable.Reason.MALFORMED_ANSWER, failing(() -> model.poll(batch)));
        bench().sends(bench().usual().by(Delivery.BROKEN_OFF));
        Failures.requireRetriable(
                Set.of(Retriable.Reason.CONNECTION, Retriable.Reason.MALFORMED_ANSWER),
                failing(() -> model.poll(batch)));

        assertEquals(BatchState.ENDED, model.poll(batch));
    }

    @Test
    default void answers_that_break_off_are_not_taken_for_all() throws Exception {
        BatchLanguageModel model = batches();
        String batch = model.submit(three());
        breaksOff();
        Failures.requireRetriable(
                Set.of(Retriable.Reason.CONNECTION, Retriable.Reason.MALFORMED_ANSWER),
                failing(() -> model.collect(batch)));
    }

    /** From now on every reply with answers breaks off in the middle. */
    private void breaksOff() {
        bench().through(reply -> reply.body().contains(Prompts.ANSWERED) ? reply.by(Delivery.BROKEN_OFF) : reply);
    }

    @Test
    default void answers_that_were_cut_off_are_never_answers() throws Exception {
        BatchLanguageModel model = batches();
        String batch = model.submit(three());
        bench().through(reply -> reply.body().contains(Prompts.ANSWERED)
                ? reply.saying(reply.body().substring(0, reply.body().length() / 2))
                : reply);
        try {
            model.collect(batch).forEach((key, answer) -> {
                if (answer instanceof BatchAnswer.Answered whole) {
                    assertEquals(
                            BatchDesk.usual(key).text(),
                            whole.completion().text().reveal());
                } else if (answer instanceof BatchAnswer.Failed none) {
                    bench().discretion().requireOf(none.reason());
                }
            });
        } catch (LanguageModelException e) {
            bench().discretion().requireOf(e);
        }
    }

    @Test
    default void what_is_not_supported_is_refused_before_a_batch_is_sent() throws Exception {
        BatchLanguageModel model = batches();
        Map<String, CompletionRequest> requests = three();
        requests.put("schema", Prompts.turns().schema(Prompts.schema()).build());
        requests.put(
                "prefill",
                Prompts.turns().prefill(Prompts.text(Prompts.PREFILL)).build());
        if (model.capabilities().schema() && model.capabilities().prefill()) {
            assertEquals(5, desk().requests(model.submit(requests)).size());
        } else {
            Failures.requireFinal(Final.Reason.UNSUPPORTED, failing(() -> model.submit(requests)));
            assertEquals(0, bench().received().size());
        }
    }

    @Test
    default void a_batch_of_none_or_too_many_or_with_another_key_is_an_error_of_the_caller() {
        BatchLanguageModel model = batches();
        Map<String, CompletionRequest> tooMany = new LinkedHashMap<>();
        for (int i = 0; i <= model.mostRequests(); i++) {
            tooMany.put("k" + i, Prompts.of("What is moss?"));
        }
        for (Map<String, CompletionRequest> wrong : List.of(
                Map.<String, CompletionRequest>of(),
                Map.of("with blank", Prompts.of("moss")),
                Map.of("", Prompts.of("moss")),
                Map.of("k".repeat(65), Prompts.of("moss")),
                tooMany)) {
            assertThrows(IllegalArgumentException.class, () -> model.submit(wrong));
        }
        assertEquals(0, bench().received().size(), "nothing may be sent");
    }

    @Test
    default void an_id_that_leads_elsewhere_is_not_followed() {
        BatchLanguageModel model = batches();
        for (String id : List.of("../models", "a/b", "a?b", "a b", "", "a#b", "a%2fb")) {
            try {
                assertEquals(BatchState.LOST, model.poll(id));
            } catch (LanguageModelException | IllegalArgumentException e) {
                bench().discretion().requireOf(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        bench().received()
                .forEach(request -> assertFalse(
                        request.path().matches(".*(\\.\\./|a/b|a\\?b).*"), "an id must not change the path"));
    }

    @Test
    default void an_interrupt_ends_the_submission_of_a_batch() throws Exception {
        BatchLanguageModel model = batches();
        bench().sends(bench().usual().by(Delivery.SILENCE));
        bench().interrupted(() -> model.submit(three()));
    }
}
