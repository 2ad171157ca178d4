package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.clio.llm.Completion;
import io.clio.llm.LanguageModel;
import io.clio.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Calls do not touch each other, be they at once or one after the other. */
interface ConcurrencyRules extends Rules {
    @Test
    default void calls_at_once_are_in_flight_at_once_and_each_gets_its_own_answer() throws Exception {
        var all = new CyclicBarrier(Bench.AT_ONCE);
        bench().answersBy(request -> {
            Matcher number = Pattern.compile("question (\\d+) of moss").matcher(request.body());
            int n = number.find() ? Integer.parseInt(number.group(1)) : 0;
            all.await(Bench.SECONDS_TO_MEET, TimeUnit.SECONDS);
            return bench().reply(Outcome.answer("answer " + n, Completion.Finish.STOP, TokenUsage.of(n, 2L * n)));
        });
        LanguageModel model = bench().model();
        ExecutorService callers = Executors.newFixedThreadPool(Bench.AT_ONCE);
        try {
            List<Future<Completion>> calls = new ArrayList<>();
            for (int i = 1; i <= Bench.AT_ONCE; i++) {
                String question = "question " + i + " of moss";
                calls.add(callers.submit(() -> model.complete(Prompts.of(question))));
            }
            for (int i = 1; i <= Bench.AT_ONCE; i++) {
                Completion completion = calls.get(i - 1).get();
                assertEquals("answer " + i, completion.text().reveal(), "answers must not be mixed up");
                assertEquals(TokenUsage.of(i, 2L * i), completion.usage(), "figures must not be mixed up");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void a_call_knows_nothing_of_the_one_before() throws Exception {
        LanguageModel model = bench().model();
        bench().says(Outcome.answer(Prompts.ANSWERED));
        model.complete(Prompts.secret());
        model.complete(Prompts.of("What is moss?"));

        String second = bench().received().get(1).body();
        assertFalse(second.contains(Prompts.SECRET), "a prompt must not hold an earlier one");
        assertFalse(second.contains(Prompts.ANSWERED), "a prompt must not hold an earlier answer");
    }

    @Test
    default void the_same_prompt_is_asked_again_and_not_remembered() throws Exception {
        LanguageModel model = bench().model();
        bench().says(Outcome.answer("one")).says(Outcome.answer("two"));

        assertEquals("one", model.complete(Prompts.of("What is moss?")).text().reveal());
        assertEquals("two", model.complete(Prompts.of("What is moss?")).text().reveal());
        assertEquals(bench().received().get(0).body(), bench().received().get(1).body());
    }
}
