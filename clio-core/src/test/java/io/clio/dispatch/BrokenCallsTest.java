package io.clio.dispatch;

import static io.clio.dispatch.Asked.questions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.dispatch.SimulatedProvider.Fate;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that hang, break or are given up, with a provider and a clock that are played. */
class BrokenCallsTest extends PlayedDispatch {
    @Test
    void a_call_that_takes_too_long_is_interrupted_and_tried_again() {
        settings.callTimeout(Duration.ofSeconds(20));
        provider.then(Fate.hangs());
        Asked asked = ask(1);
        assertThat(asked.answered()).isEqualTo(1);
        assertThat(asked.report().retries()).containsEntry(Retriable.Reason.TIMEOUT, 1L);
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_call_that_does_not_heed_its_interrupt_does_not_hold_up_the_others() {
        settings.callTimeout(Duration.ofSeconds(20)).maxInFlight(2);
        provider.then(Fate.hangs().heedless());
        Asked asked = ask(10);
        assertThat(asked.answered()).isEqualTo(10);
        assertThat(provider.mostRunning).isEqualTo(2);
    }

    @Test
    void where_no_call_heeds_its_interrupt_the_asking_ends_and_says_why() {
        settings.callTimeout(Duration.ofSeconds(20)).maxInFlight(2);
        provider.always(Fate.hangs().heedless());
        Asked asked = ask(10);
        assertThat(asked.end).isInstanceOf(IllegalStateException.class).hasMessageContaining("give up a call");
        assertThat(provider.time()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void an_answer_that_comes_too_late_is_kept_for_the_next_asking() {
        settings.callTimeout(Duration.ofSeconds(20)).attempts(1);
        provider.then(Fate.answer(Duration.ofSeconds(22)).heedless());
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThat(Asked.inOrder(dispatcher, questions(1)).failure(0).calls()).isEqualTo(1);
        Asked again = Asked.inOrder(dispatcher, questions(1));
        assertThat(again.answered()).isEqualTo(1);
        assertThat(provider.started).isEqualTo(1);
        assertThat(again.report().usage()).isEqualTo(SimulatedProvider.USAGE);
    }

    @Test
    void an_interrupt_gives_up_all_calls() {
        provider.always(Fate.hangs()).interruptingAfter(SECOND);
        Asked asked = ask(100);
        assertThat(asked.end).isInstanceOf(InterruptedException.class);
        assertThat(provider.started).isPositive();
        assertThat(provider.running()).isZero();
        assertThat(asked.replies).isEmpty();
    }

    @Test
    void a_sink_that_throws_gives_up_all_calls() {
        provider.then(Fate.answer(SECOND)).always(Fate.hangs());
        Dispatcher dispatcher = Asked.dispatcher(provider, settings.build());
        assertThatThrownBy(() -> dispatcher.ask(questions(10).iterator(), reply -> {
                    throw new UnsupportedOperationException("mine");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("mine");
        assertThat(provider.running()).isZero();
    }

    /** As code does that was not compiled by javac. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void a_checked_exception_that_nobody_declared_fails_that_request_and_is_not_printed() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    BrokenCallsTest.<RuntimeException>throwUndeclared(new java.io.IOException("text of a prompt"));
                    throw new AssertionError("thrown before");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.failure(0).reason())
                .hasMessage("the model threw java.io.IOException")
                .hasNoCause();
        assertThat(asked.answered()).isEqualTo(1);
    }

    @Test
    void a_model_that_throws_what_it_should_not_fails_that_request_without_its_message() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    throw new IllegalArgumentException("text of a prompt");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.failure(0).reason())
                .hasMessage("the model threw java.lang.IllegalArgumentException")
                .hasNoCause();
        assertThat(asked.answered()).isEqualTo(1);
    }

    @Test
    void a_model_that_throws_an_error_ends_the_asking_without_its_message() {
        provider.then(new Fate(
                SECOND,
                request -> {
                    throw new StackOverflowError("text of a prompt");
                },
                true));
        Asked asked = ask(2);
        assertThat(asked.end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model threw java.lang.StackOverflowError")
                .hasNoCause();
        assertThat(provider.running()).isZero();
    }

    @Test
    void a_model_that_gives_null_fails_that_request() {
        provider.then(new Fate(SECOND, request -> null, true));
        assertThat(ask(2).failure(0).reason())
                .isInstanceOfSatisfying(
                        Final.class, broken -> assertThat(broken.reason()).isEqualTo(Final.Reason.BROKEN_ADAPTER))
                .hasMessage("the model gave null");
    }
}
