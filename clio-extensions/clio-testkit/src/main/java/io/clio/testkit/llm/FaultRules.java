package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Every fault of a provider is told as what it is, after one request: the model does not retry. In each of these tests
 * the error is searched for texts, the key and the address.
 */
interface FaultRules extends Rules {

    private LanguageModelException said(Outcome.Kind kind) {
        return bench().says(Outcome.failure(kind, explanation())).failure();
    }

    private static String explanation() {
        return Prompts.ANSWERED + " asked about " + Prompts.SECRET + " with " + Bench.KEY;
    }

    private LanguageModelException sent(Reply reply) {
        return bench().sends(reply).failure();
    }

    private Retriable limited(String header, String value) {
        Reply reply = bench().reply(Outcome.failure(Outcome.Kind.RATE_LIMIT, explanation()));
        return Failures.requireRetriable(Retriable.Reason.RATE_LIMIT, sent(reply.with(header, value)));
    }

    private static String date(Duration from) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(from));
    }

    @Test
    default void too_many_requests_may_pass_and_no_time_is_made_up() {
        Retriable e = Failures.requireRetriable(Retriable.Reason.RATE_LIMIT, said(Outcome.Kind.RATE_LIMIT));

        assertEquals(Optional.empty(), e.retryAfter());
    }

    @Test
    default void too_many_requests_tell_the_seconds_to_wait() {
        Optional<Duration> told =
                details().contains(Detail.RETRY_AFTER) ? Optional.of(Duration.ofSeconds(7)) : Optional.empty();

        assertEquals(told, limited("Retry-After", "7").retryAfter());
    }

    @Test
    default void too_many_requests_tell_the_date_to_wait_for_as_a_duration() {
        Optional<Duration> told =
                limited("Retry-After", date(Duration.ofHours(1))).retryAfter();

        assertEquals(details().contains(Detail.RETRY_AFTER), told.isPresent());
        told.ifPresent(wait -> assertTrue(
                wait.compareTo(Duration.ofMinutes(50)) > 0 && wait.compareTo(Duration.ofMinutes(61)) < 0,
                "found " + wait + ", expected about an hour"));
    }

    @Test
    default void a_date_that_has_passed_is_no_wait() {
        Duration wait =
                limited("Retry-After", date(Duration.ofHours(-1))).retryAfter().orElse(Duration.ZERO);

        assertEquals(Duration.ZERO, wait);
    }

    @Test
    default void a_time_to_wait_that_is_none_is_passed_over() {
        assertEquals(Optional.empty(), limited("Retry-After", "soon").retryAfter());
    }

    @Test
    default void a_time_to_wait_beyond_all_numbers_does_not_crash_the_caller() {
        Duration wait =
                limited("Retry-After", "99999999999999999999").retryAfter().orElse(Duration.ZERO);

        assertFalse(wait.isNegative());
    }

    @Test
    default void a_provider_that_is_not_to_be_had_may_tell_when_it_is() {
        Reply reply = bench().reply(Outcome.failure(Outcome.Kind.UNAVAILABLE, explanation()));
        Retriable e = Failures.requireRetriable(Retriable.Reason.OVERLOAD, sent(reply.with("Retry-After", "11")));

        assertEquals(
                details().contains(Detail.RETRY_AFTER) ? Optional.of(Duration.ofSeconds(11)) : Optional.empty(),
                e.retryAfter());
    }

    @Test
    default void an_error_of_the_provider_may_pass() {
        Failures.requireRetriable(Retriable.Reason.OVERLOAD, said(Outcome.Kind.SERVER_ERROR));
    }

    @Test
    default void a_provider_that_is_not_to_be_had_may_come_back() {
        Failures.requireRetriable(Retriable.Reason.OVERLOAD, said(Outcome.Kind.UNAVAILABLE));
    }

    @Test
    default void a_provider_that_is_overloaded_may_recover() {
        Failures.requireRetriable(Retriable.Reason.OVERLOAD, said(Outcome.Kind.OVERLOADED));
    }

    @Test
    default void an_error_of_a_machine_in_between_may_pass() {
        Failures.requireRetriable(
                Retriable.Reason.OVERLOAD, sent(Reply.page(502, "<html>Bad gateway " + explanation() + "</html>")));
    }

    @Test
    default void an_error_without_a_body_is_known_by_its_status() {
        Failures.requireRetriable(Retriable.Reason.OVERLOAD, sent(Reply.json(500, "")));
    }

    @Test
    default void too_many_requests_without_json_are_known_by_their_status() {
        Failures.requireRetriable(
                Retriable.Reason.RATE_LIMIT, sent(Reply.page(429, "<html>Slow down " + explanation() + "</html>")));
    }

    @Test
    default void a_wrong_key_will_stay_wrong() {
        Failures.requireFinal(Final.Reason.AUTHENTICATION, said(Outcome.Kind.UNAUTHORIZED));
    }

    @Test
    default void a_key_that_may_not_do_this_never_will() {
        Failures.requireFinal(Final.Reason.AUTHENTICATION, said(Outcome.Kind.FORBIDDEN));
    }

    @Test
    default void an_empty_account_is_told_from_a_rate_limit() {
        LanguageModelException e = said(Outcome.Kind.QUOTA);
        if (details().contains(Detail.QUOTA)) {
            Failures.requireFinal(Final.Reason.QUOTA, e);
        } else if (e instanceof Retriable) {
            Failures.requireRetriable(Retriable.Reason.RATE_LIMIT, e);
        } else {
            Failures.requireFinal(Set.of(Final.Reason.AUTHENTICATION, Final.Reason.BAD_REQUEST), e);
        }
    }

    @Test
    default void a_model_that_is_not_known_is_a_bad_request() {
        Failures.requireFinal(Final.Reason.BAD_REQUEST, said(Outcome.Kind.UNKNOWN_MODEL));
    }

    @Test
    default void a_request_that_is_not_understood_is_a_bad_one() {
        Failures.requireFinal(Final.Reason.BAD_REQUEST, said(Outcome.Kind.BAD_REQUEST));
    }

    @Test
    default void a_prompt_that_is_too_long_is_told_from_a_bad_request() {
        Failures.requireFinal(
                details().contains(Detail.CONTEXT_LENGTH) ? Final.Reason.CONTEXT_TOO_LONG : Final.Reason.BAD_REQUEST,
                said(Outcome.Kind.CONTEXT_TOO_LONG));
    }

    @Test
    default void a_refusal_is_no_answer() {
        LanguageModelException e = said(Outcome.Kind.REFUSAL);
        if (details().contains(Detail.REFUSAL)) {
            Failures.requireFinal(Final.Reason.REFUSED, e);
        }
    }

    @Test
    default void a_redirect_is_not_followed() throws Exception {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            var visits = new AtomicInteger();
            try (var elsewhere = new LoopbackServer(request -> {
                visits.incrementAndGet();
                return bench().usual();
            })) {
                bench().sends(Reply.json(status, "").with("Location", elsewhere.base() + "/elsewhere"));
                bench().failure(bench().model(), Prompts.secret());
                assertEquals(0, visits.get(), "texts and key must not go to whom a provider names");
            }
        }
    }

    @Test
    default void an_answer_without_a_body_is_malformed() {
        malformed("");
    }

    @Test
    default void an_answer_that_was_cut_off_on_its_way_is_malformed() {
        String whole = good();
        malformed(whole.substring(0, whole.length() / 2));
    }

    @Test
    default void an_answer_that_is_no_json_is_malformed() {
        Failures.requireRetriable(
                Retriable.Reason.MALFORMED_ANSWER, sent(Reply.page(200, "<html>" + explanation() + "</html>")));
    }

    @Test
    default void an_answer_that_is_other_json_is_malformed() {
        malformed("[\"" + Prompts.ANSWERED + "\"]");
    }

    @Test
    default void an_answer_with_nothing_in_it_is_malformed() {
        malformed("{}");
    }

    @Test
    default void an_answer_with_fields_of_other_names_is_malformed() {
        malformed(Body.of(good()).renamed(name -> "x_" + name));
    }

    @Test
    default void an_answer_with_something_else_for_a_text_is_malformed() throws Exception {
        String body = Body.of(good())
                .changed(leaf ->
                        leaf.isTextual() && leaf.textValue().contains(Prompts.ANSWERED) ? BooleanNode.TRUE : leaf);
        if (details().contains(Detail.TYPES)) {
            malformed(body);
        } else {
            asTextOrMalformed(body);
        }
    }

    private void asTextOrMalformed(String body) throws InterruptedException {
        bench().sends(bench().usual().saying(body));
        try {
            assertEquals("true", bench().ask(Prompts.secret()).text().reveal());
        } catch (LanguageModelException e) {
            bench().discretion().requireOf(e);
            Failures.requireRetriable(Retriable.Reason.MALFORMED_ANSWER, e);
        }
    }

    private String good() {
        return bench().reply(Outcome.answer(explanation())).body();
    }

    private void malformed(String body) {
        Failures.requireRetriable(
                Retriable.Reason.MALFORMED_ANSWER, sent(bench().usual().saying(body)));
    }

    @Test
    default void an_error_does_not_end_the_use_of_a_model() throws Exception {
        var model = bench().model();
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            if (kind != Outcome.Kind.ANSWER) {
                bench().says(Outcome.failure(kind, explanation()));
                bench().failure(model, Prompts.secret());
            }
        }

        assertEquals(
                Bench.USUAL, model.complete(Prompts.of("What is moss?")).text().reveal());
        assertFalse(bench().received().isEmpty());
    }
}
