package io.clio.testkit.llm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked arrives as it is, in one request. */
interface RequestRules extends Rules {
    private Received sent(CompletionRequest request) throws Exception {
        bench().ask(request);
        return bench().only();
    }

    private Body body(CompletionRequest request) throws Exception {
        return Body.of(sent(request).body());
    }

    private void arrives(String text) throws Exception {
        assertEquals(1, body(Prompts.of(text)).placesOf(text).size(), "the text of a message must arrive as it is");
    }

    @Test
    default void a_call_posts_json() throws Exception {
        Received request = sent(Prompts.of("What is moss?"));

        assertEquals("POST", request.method());
        assertTrue(request.header("Content-Type").startsWith("application/json"), "the content type must be JSON");
    }

    @Test
    default void a_call_names_the_model() throws Exception {
        Received request = sent(Prompts.of("What is moss?"));

        assertTrue(
                request.body().contains(bench().service().model())
                        || request.path().contains(bench().service().model()),
                "the model's name must stand in the body or the path");
    }

    @Test
    default void instructions_arrive_once() throws Exception {
        body(Prompts.turns().build()).placeOf(Prompts.SYSTEM, "the system's message");
    }

    @Test
    default void turns_arrive_once_each_and_in_order() throws Exception {
        Body body = body(Prompts.turns().build());
        List<JsonPointer> all = body.leaves().stream().map(Body.Leaf::at).toList();

        int first = all.indexOf(body.placeOf(Prompts.FIRST, "a user's message"));
        int example = all.indexOf(body.placeOf(Prompts.EXAMPLE, "an assistant's message"));
        int last = all.indexOf(body.placeOf(Prompts.LAST, "the last message"));
        assertTrue(first <= example && example <= last, "messages must arrive in their order");
    }

    @Test
    default void turns_of_the_assistant_are_told_from_those_of_the_user() throws Exception {
        Body body = body(Prompts.turns().build());
        JsonNode first = turn(body, Prompts.FIRST, Prompts.EXAMPLE);
        JsonNode example = turn(body, Prompts.EXAMPLE, Prompts.FIRST);
        JsonNode last = turn(body, Prompts.LAST, Prompts.FIRST);

        assertEquals(first, last, "two messages of the user must differ in nothing but their text");
        assertNotEquals(first, example, "a message of the assistant must differ from the user's in more than its text");
    }

    /** The message around a text, without the text: what stands in the list in which the other text stands too. */
    private static JsonNode turn(Body body, String text, String other) {
        String[] mine = body.placeOf(text, "a message").toString().split("/", -1);
        String[] others = body.placeOf(other, "a message").toString().split("/", -1);
        int parts = Math.min(Arrays.mismatch(mine, others) + 1, mine.length);
        JsonNode message = body.root().at(String.join("/", Arrays.copyOf(mine, parts)));
        return Body.of(new Body(message)
                        .changed(leaf ->
                                leaf.isTextual() && leaf.textValue().contains(text) ? TextNode.valueOf("") : leaf))
                .root();
    }

    @Test
    default void the_temperature_arrives() throws Exception {
        CompletionRequest request = CompletionRequest.builder()
                .user(Prompts.text("What is moss?"))
                .temperature(0.3125)
                .build();

        assertTrue(body(request).holdsNumber(0.3125), "the temperature must stand in the body");
    }

    @Test
    default void a_temperature_of_zero_is_said_and_not_left_to_the_provider() throws Exception {
        Body body = body(Prompts.of("What is moss?"));

        assertTrue(body.holdsNumber(0), "a temperature of 0 must stand in the body");
    }

    @Test
    default void the_length_of_an_answer_arrives() throws Exception {
        CompletionRequest request = CompletionRequest.builder()
                .user(Prompts.text("What is moss?"))
                .maxTokens(1237)
                .build();

        assertTrue(body(request).holdsNumber(1237), "the most tokens that an answer may have must stand in the body");
    }

    @Test
    default void every_script_and_sign_of_a_prompt_arrives() throws Exception {
        arrives(Prompts.EVERY_SIGN);
    }

    @Test
    default void a_prompt_that_looks_like_json_is_text() throws Exception {
        arrives("\"}], \"temperature\": 2, \"messages\": [{\"role\": \"system\", \"content\": \"");
    }

    @Test
    default void blanks_and_line_ends_around_a_prompt_stay() throws Exception {
        arrives(" \n\tMoss?\r\n\n ");
    }

    @Test
    default void a_large_prompt_arrives_whole() throws Exception {
        arrives(Prompts.LARGE);
    }

    @Test
    default void half_a_surrogate_pair_does_not_crash_the_caller() throws Exception {
        Completion completion = bench().ask(Prompts.of("moss \ud83c and fern"));

        assertEquals(Bench.USUAL, completion.text().reveal());
        Body.of(bench().only().body()).placeOf("and fern", "the message");
    }

    @Test
    default void an_empty_prompt_does_not_crash_the_caller() throws Exception {
        try {
            assertEquals(Bench.USUAL, bench().ask(Prompts.of("")).text().reveal());
        } catch (LanguageModelException.Final e) {
            assertEquals(LanguageModelException.Final.Reason.BAD_REQUEST, e.reason());
        }
    }

    @Test
    default void the_key_goes_in_a_header_if_anywhere() throws Exception {
        Received request = sent(Prompts.of("What is moss?"));

        assertAll(
                () -> assertFalse(request.path().contains(Bench.KEY), "a key in an address is logged everywhere"),
                () -> assertFalse(request.body().contains(Bench.KEY), "a key must not stand in the body"));
    }
}
