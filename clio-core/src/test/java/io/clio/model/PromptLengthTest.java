package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.clio.Facets;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Subject;
import io.clio.dispatch.Dispatch;
import io.clio.facet.Facet;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.Prompts;
import io.clio.spi.Extraction;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a call takes beside the conversation, by the tokenizers of two generations of models: tokens are money. */
class PromptLengthTest {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    private static final List<Encoding> TOKENIZERS =
            List.of(REGISTRY.getEncoding(EncodingType.CL100K_BASE), REGISTRY.getEncoding(EncodingType.O200K_BASE));
    private static final List<Facet<?>> FACETS = List.of(
            Facets.request().facet(),
            Facets.task().facet(),
            Facets.language().facet(),
            Facets.concern().facet());
    private static final Conversation SAID = Conversation.of(Subject.unknown(), Message.user("hello"));

    private static final List<String> ANSWERS = List.of(
            answer("The user wants a polite letter to a landlord about a broken heating.", "write a letter", "en", 1),
            answer(
                    "The user wants to know why a loop over a dataframe is slow and how to make it faster. They ask for"
                            + " code without the loop.",
                    "speed up code",
                    "es",
                    1),
            answer(
                    "The user asks for the side effects of a sleeping pill taken with alcohol, and how many would be"
                            + " dangerous.",
                    "answer a medical question",
                    "de",
                    3),
            answer("The user wants a short story about a dragon for a child.", "write a story", "zh", 1),
            answer("", "", "en", 1));

    private static String answer(String request, String task, String language, int concern) {
        return "{\n  \"request\": \"%s\",\n  \"task\": \"%s\",\n  \"language\": \"%s\",\n  \"concern\": %d\n}"
                .formatted(request, task, language, concern);
    }

    private static ModelRun run(ScriptedModel model) {
        return ModelRun.begin(new ModelPlan(model, model, Dispatch.builder().build(), Prompts.bundled()), null);
    }

    private static CompletionRequest asked(boolean splits) {
        ScriptedModel model = ScriptedModel.saying("{}").keepingToSchema();
        ModelExtractor extractor = ModelExtractor.of(run(model));
        (splits ? extractor.splittingRequests() : extractor).extract(List.of(SAID), List.of(Subject.unknown()), FACETS);
        return model.asked().get(0);
    }

    /** Without the conversation and its tags. */
    private static int tokens(Encoding tokenizer, CompletionRequest request) {
        int words = request.messages().stream()
                .map(message -> message.text().reveal().replaceAll("(?s)<conversation>.*</conversation>", ""))
                .mapToInt(tokenizer::countTokensOrdinary)
                .sum();
        return words
                + tokenizer.countTokensOrdinary(request.schema().orElseThrow().json());
    }

    private static void assertBetween(int least, int most, ToIntFunction<Encoding> tokens) {
        assertThat(TOKENIZERS)
                .allSatisfy(
                        tokenizer -> assertThat(tokens.applyAsInt(tokenizer)).isBetween(least, most));
    }

    @Test
    void request_task_language_and_concern_take_at_most_220_tokens_beside_the_conversation() {
        CompletionRequest request = asked(false);
        assertBetween(150, 220, tokenizer -> tokens(tokenizer, request));
    }

    @Test
    void splitting_takes_at_most_65_more() {
        CompletionRequest without = asked(false);
        CompletionRequest with = asked(true);
        assertBetween(30, 65, tokenizer -> tokens(tokenizer, with) - tokens(tokenizer, without));
    }

    @Test
    void a_screen_takes_at_most_90() {
        ScriptedModel model = ScriptedModel.saying("{}").keepingToSchema();
        ModelScreen.of(run(model), "?").ask(List.of(SAID), List.of(Subject.unknown()));
        assertBetween(50, 90, tokenizer -> tokens(tokenizer, model.asked().get(0)));
    }

    @Test
    void an_answer_takes_at_most_65_on_average() {
        assertBetween(30, 65, tokenizer -> (int) ANSWERS.stream()
                .mapToInt(tokenizer::countTokensOrdinary)
                .average()
                .orElseThrow());
    }

    @Test
    void the_room_for_an_answer_is_enough_for_the_longest_texts_that_are_kept() {
        String longest = "word ".repeat(Notation.LONGEST_TEXT / 5);
        String answer = answer(longest, longest, "unknown", 1);
        assertBetween(150, asked(false).maxTokens(), tokenizer -> tokenizer.countTokensOrdinary(answer));
    }

    @Test
    void answers_like_these_are_read() {
        ScriptedModel model = ScriptedModel.answering(request -> ANSWERS.get(
                Integer.parseInt(ScriptedModel.lastWords(request).replaceAll("(?s).*<user>(\\d)</user>.*", "$1"))));
        List<Conversation> conversations = IntStream.range(0, ANSWERS.size())
                .mapToObj(i -> Conversation.of(Subject.unknown(), Message.user(Integer.toString(i))))
                .toList();
        assertThat(ModelExtractor.of(run(model))
                        .extract(conversations, Collections.nCopies(ANSWERS.size(), Subject.unknown()), FACETS))
                .hasOnlyElementsOfType(Extraction.Answered.class);
        assertThat(model.asked()).hasSameSizeAs(ANSWERS);
    }
}
