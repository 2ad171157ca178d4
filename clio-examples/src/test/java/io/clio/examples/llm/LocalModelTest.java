package io.clio.examples.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.openai.OpenAiModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model for real behind {@link OpenAiModel}. {@code LanguageModelContract} plays a provider with all its faults; this
 * shows that a provider whom nobody plays is understood as well. What the model says is not judged: it has 135 million
 * parameters.
 */
@Tag("local-model")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalModelTest {
    private static final int SHORT = 12;
    private static final int LONG = 500;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static LocalModelServer server;
    private static LanguageModel model;

    @BeforeAll
    static void start() throws IOException {
        server = LocalModelServer.start();
        model = server.model().build();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static CompletionRequest.Builder ask(String words) {
        return CompletionRequest.builder()
                .system(SensitiveText.of("Help."))
                .user(SensitiveText.of(words))
                .maxTokens(SHORT);
    }

    private static String answer(CompletionRequest request) throws Exception {
        return model.complete(request).text().reveal();
    }

    /** A request whose answer cannot end by itself before it has {@link #LONG} tokens. */
    private static CompletionRequest endless() {
        return ask("Write down numbers.")
                .maxTokens(LONG)
                .schema(new AnswerSchema("numbers", """
                        {"type": "object",
                         "properties": {"numbers": {"type": "array", "items": {"type": "integer"}, "minItems": 250}},
                         "required": ["numbers"], "additionalProperties": false}
                        """))
                .build();
    }

    private static void awaitAnAnswerThatHasBegun() {
        await("an answer that has begun").atMost(LONGEST_WAIT).until(() -> server.tokensOfThisAnswer() > 0);
    }

    /** Asks seldom: llama.cpp looks for closed connections only when it has heard nothing at all for a second. */
    private static void awaitIdleness() {
        await("a server that is idle")
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> !server.isBusy());
    }

    @Test
    void a_question_is_answered() throws Exception {
        assertThat(answer(ask("What is the capital of France?").build())).isNotBlank();
    }

    @Test
    void at_temperature_0_the_same_question_has_the_same_answer() throws Exception {
        CompletionRequest question =
                ask("Tell me about the sea.").temperature(0).build();

        assertThat(answer(question)).isEqualTo(answer(question));
    }

    @Test
    void at_temperature_2_it_has_not() throws Exception {
        CompletionRequest question =
                ask("Tell me about the sea.").temperature(2).build();
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(answer(question));
        }

        assertThat(answers).hasSizeGreaterThan(1);
    }

    @Test
    void what_was_asked_before_is_not_remembered() throws Exception {
        CompletionRequest question = ask("Which word did I tell you?").build();
        String before = answer(question);
        answer(ask("The word is xylophone. Remember the word xylophone.").build());

        assertThat(answer(question)).isEqualTo(before);
    }

    @Test
    void the_turns_of_a_prompt_reach_the_model() throws Exception {
        CompletionRequest.Builder turns = CompletionRequest.builder().maxTokens(1);
        long alone = model.complete(ask("And the next?").maxTokens(1).build())
                .usage()
                .input();

        turns.system(SensitiveText.of("Answer with one word."));
        turns.user(SensitiveText.of("Name a colour.")).assistant(SensitiveText.of("Green."));
        long all = model.complete(turns.user(SensitiveText.of("And the next?")).build())
                .usage()
                .input();

        assertThat(all).isGreaterThan(alone);
    }

    @Test
    void tokens_are_counted() throws Exception {
        Completion one = model.complete(ask("word").build());
        Completion hundred = model.complete(ask("word ".repeat(101).strip()).build());

        assertThat(hundred.usage().input() - one.usage().input()).isEqualTo(100);
        assertThat(one.usage().output()).isBetween(1L, (long) SHORT);
        assertThat(one.usage().cacheWritten()).isZero();
    }

    @Test
    void an_answer_that_is_cut_off_says_so_and_has_as_many_tokens_as_it_may() throws Exception {
        Completion cut = model.complete(ask("Please translate this letter.")
                .maxTokens(3)
                .schema(topic())
                .build());

        assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
        assertThat(cut.usage().output()).isEqualTo(3);
        assertThat(TopicAnswers.keepsToItsSchema(cut.text().reveal())).isFalse();
    }

    @Test
    void an_older_servers_bound_is_kept_too() throws Exception {
        Completion cut = server.model().olderServer().build().complete(endlessOf(7));

        assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
        assertThat(cut.usage().output()).isEqualTo(7);
    }

    private static CompletionRequest endlessOf(int tokens) {
        CompletionRequest endless = endless();
        return new CompletionRequest(endless.messages(), 0, tokens, endless.schema(), endless.prefill(), 0);
    }

    private static AnswerSchema topic() {
        return LocalModelExample.topicOf(SensitiveText.of("")).schema().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I centre a box on a web page?",
                "Write a short birthday poem for my grandmother, who likes bees.",
                "Return {\"topic\": 7} and nothing else. Do not use any other format!",
                "```python\nprint('why does this fail'\n```",
                "Wie kündige ich meinen Handyvertrag, ohne dass ich draufzahle?",
                "Quelle est la différence entre « affect » et « effect » ?",
                "¿Puedes hacerme un plan de entrenamiento para correr diez kilómetros?",
                "Quais plantas sobrevivem numa varanda sem sol?",
                "Perché il cielo è rosso al tramonto?",
                "Schrijf een e-mail aan mijn huisbaas over de kapotte verwarming.",
                "Jak nauczyć psa wracać na zawołanie?",
                "Объясни теорему Пифагора ребёнку.",
                "Buzdolabım çok ses çıkarıyor, ne yapmalıyım?",
                "ما هي أفضل طريقة لتعلم العزف على العود؟",
                "איך אופים לחם מחמצת?",
                "मुझे साक्षात्कार की तैयारी में मदद चाहिए।",
                "帮我把这段话改写得更礼貌一些。",
                "京都で雨の日にできることを教えてください。",
                "김치를 처음 담그는데 무엇이 필요해요?",
                "Viết cho tôi một câu chuyện ngắn về con mèo 🐈 và mặt trăng 🌙."
            })
    void answers_keep_to_a_schema_in_any_language(String request) throws Exception {
        Completion answer = model.complete(LocalModelExample.topicOf(SensitiveText.of(request)));

        assertThat(answer.finish()).isEqualTo(Finish.STOP);
        assertThat(answer.text().reveal()).matches(TopicAnswers::keepsToItsSchema, "keeps to the schema");
    }

    @Test
    void without_the_schema_it_does_not_keep_to_it() throws Exception {
        String words = "How do I centre a box on a web page? Answer in JSON with topic, kind and difficulty.";

        assertThat(answer(ask(words).maxTokens(64).build())).matches(text -> !TopicAnswers.keepsToItsSchema(text));
    }

    @Test
    void a_schema_that_is_none_is_a_bad_request() {
        Final failure = catchThrowableOfType(
                Final.class,
                () -> model.complete(ask("Hello")
                        .schema(new AnswerSchema("none", "{\"type\": \"nonsense\"}"))
                        .build()));

        assertThat(failure.reason()).isEqualTo(Final.Reason.BAD_REQUEST);
    }

    @Test
    void a_long_prompt_that_fits_is_answered() throws Exception {
        int words = 250;
        Completion answer = model.complete(ask("word ".repeat(words)).build());

        assertThat(answer.usage().input()).isBetween((long) words, (long) LocalModelServer.CONTEXT);
    }

    @Test
    void a_prompt_that_does_not_fit_will_never_fit() {
        Final failure = catchThrowableOfType(
                Final.class,
                () -> model.complete(
                        ask("marmalade ".repeat(LocalModelServer.CONTEXT)).build()));

        assertThat(failure.reason()).isEqualTo(Final.Reason.CONTEXT_TOO_LONG);
        assertThat(failure).hasMessageNotContaining("marmalade").hasNoCause();
    }

    @Test
    void a_wrong_key_is_told() {
        Final failure = catchThrowableOfType(
                Final.class,
                () -> server.modelWithoutKey()
                        .apiKey("wrong")
                        .build()
                        .complete(ask("Hello").build()));

        assertThat(failure.reason()).isEqualTo(Final.Reason.AUTHENTICATION);
    }

    @Test
    void an_interrupt_ends_the_call_and_stops_the_model() throws Exception {
        long before = server.tokensOfAllAnswers();
        FutureTask<Completion> call = new FutureTask<>(() -> model.complete(endless()));
        Thread caller = new Thread(call);
        caller.start();
        awaitAnAnswerThatHasBegun();
        caller.interrupt();
        Throwable failure =
                catchThrowableOfType(ExecutionException.class, call::get).getCause();

        assertThat(failure).isInstanceOf(InterruptedException.class);
        awaitIdleness();
        assertThat(server.tokensOfAllAnswers() - before).isLessThan(LONG);
    }

    @Test
    void a_call_that_takes_too_long_is_given_up_and_stops_the_model() throws Exception {
        long before = server.tokensOfAllAnswers();
        LanguageModel hasty = server.model().timeout(Duration.ofMillis(300)).build();
        Retriable failure = catchThrowableOfType(Retriable.class, () -> hasty.complete(endless()));

        assertThat(failure.reason()).isEqualTo(Retriable.Reason.TIMEOUT);
        awaitIdleness();
        assertThat(server.tokensOfAllAnswers() - before).isLessThan(LONG);
    }

    @Test
    void a_call_that_nobody_gives_up_goes_on_to_its_end() throws Exception {
        long before = server.tokensOfAllAnswers();
        Completion answer = model.complete(endlessOf(40));

        assertThat(answer.usage().output()).isEqualTo(40);
        assertThat(server.tokensOfAllAnswers() - before).isEqualTo(40);
    }

    @Test
    void each_of_several_callers_gets_its_own_answer() throws Exception {
        List<String> words = List.of("ant", "bee", "cat", "dog");
        ExecutorService callers = Executors.newFixedThreadPool(words.size());
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (String word : words) {
                calls.add(() -> answer(ask("Say a word.")
                        .maxTokens(64)
                        .schema(new AnswerSchema("word", """
                                {"type": "object", "properties": {"word": {"type": "string", "enum": ["%s"]}},
                                 "required": ["word"], "additionalProperties": false}
                                """.formatted(word)))
                        .build()));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : callers.invokeAll(calls)) {
                answers.add(answer.get().replaceAll("[^a-z]", "").substring("word".length()));
            }

            assertThat(answers).isEqualTo(words);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void a_server_that_is_closed_has_ended_and_may_come_back() throws Exception {
        LocalModelServer other = LocalModelServer.start();
        LanguageModel orphan = other.model().build();
        orphan.complete(ask("Hello").maxTokens(1).build());
        other.close();
        LanguageModelException failure = catchThrowableOfType(
                Retriable.class, () -> orphan.complete(ask("Hello").build()));

        assertThat(other.isOver()).isTrue();
        assertThat(((Retriable) failure).reason()).isEqualTo(Retriable.Reason.CONNECTION);
    }
}
