package io.clio.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Asks a local model in ten languages for answers of a shape, and counts what it costs. Texts are invented here. */
public final class LocalModelAnswers {
    private static final List<String> REQUESTS = List.of(
            "Explain %s to a child.",
            "Erkläre mir %s in drei Sätzen.",
            "Écris un court poème sur %s.",
            "¿Qué debo saber sobre %s?",
            "Napisz plan lekcji o temacie: %s.",
            "Расскажи мне про %s.",
            "اكتب لي قصة قصيرة عن %s.",
            "%s के बारे में मुझे बताओ।",
            "请用简单的话介绍%s。",
            "%sについて教えてください。");
    private static final List<String> SUBJECTS = List.of(
            "tides",
            "compost",
            "chess",
            "rust",
            "jazz",
            "taxes",
            "bees",
            "\"quotes\" and \\slashes\\",
            "π ≈ 3.14",
            "🐙");
    private static final AnswerSchema SCHEMA = new AnswerSchema("request", """
            {"type": "object",
             "properties": {
               "topic": {"type": "string", "maxLength": 40},
               "kind": {"type": "string", "enum": ["question", "task", "chat"]},
               "personal": {"type": "boolean"},
               "scores": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 5},
                          "minItems": 2, "maxItems": 2}},
             "required": ["topic", "kind", "personal", "scores"],
             "additionalProperties": false}
            """);
    private static final int CONTEXT = 1024;
    private static final int CONTROLS = 5;
    private static final int TIMES = 5;
    private static final int MANY = 200;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private LocalModelAnswers() {}

    /**
     * Runs the measurement.
     *
     * @param args the command that serves a model, and how many prompts there are
     * @throws IOException if the model cannot be started
     * @throws LanguageModelException if it does not answer
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, LanguageModelException, InterruptedException {
        try (LocalModelServer server = LocalModelServer.start(Path.of(args[0]), CONTEXT)) {
            LanguageModel model = server.model();
            int prompts = Integer.parseInt(args[1]);
            System.out.printf("not in the shape of the schema: %d of %d%n", strays(model, prompts, true), prompts);
            System.out.printf(
                    "without the schema, not in its shape: %d of %d%n", strays(model, CONTROLS, false), CONTROLS);
            double in = secondsPerToken(server, model, "word ".repeat(MANY), 1, 0);
            double out = secondsPerToken(server, model, "Write down numbers.", MANY, in);
            System.out.printf(Locale.ROOT, "tokens a CPU second: %.1f in, %.1f out%n", 1 / in, 1 / out);
        }
    }

    private static int strays(LanguageModel model, int prompts, boolean schema)
            throws LanguageModelException, InterruptedException {
        int strays = 0;
        for (int i = 0; i < prompts; i++) {
            String words =
                    REQUESTS.get(i % REQUESTS.size()).formatted(SUBJECTS.get(i / REQUESTS.size() % SUBJECTS.size()));
            CompletionRequest.Builder request = CompletionRequest.builder()
                    .system(SensitiveText.of("Answer in JSON: topic, kind, personal, scores of what the user asks."))
                    .user(SensitiveText.of(words))
                    .maxTokens(128);
            Completion answer = model.complete((schema ? request.schema(SCHEMA) : request).build());
            strays += keepsToTheSchema(answer.text().reveal()) ? 0 : 1;
        }
        return strays;
    }

    private static boolean keepsToTheSchema(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return false;
        }
        String topic = json.path("topic").asText();
        return json.size() == 4
                && json.path("topic").isTextual()
                && topic.codePointCount(0, topic.length()) <= 40
                && List.of("question", "task", "chat")
                        .contains(json.path("kind").asText())
                && json.path("personal").isBoolean()
                && json.path("scores").size() == 2
                && isScore(json.path("scores").path(0))
                && isScore(json.path("scores").path(1));
    }

    private static boolean isScore(JsonNode score) {
        return score.isInt() && score.intValue() >= 1 && score.intValue() <= 5;
    }

    /** The median of some calls: CPU time for a token of the prompt if one token is answered, else of the answer. */
    private static double secondsPerToken(
            LocalModelServer server, LanguageModel model, String words, int answer, double prompt)
            throws LanguageModelException, InterruptedException {
        CompletionRequest.Builder request =
                CompletionRequest.builder().user(SensitiveText.of(words)).maxTokens(answer);
        if (answer > 1) {
            request.schema(new AnswerSchema("numbers", """
                    {"type": "object",
                     "properties": {"numbers": {"type": "array", "items": {"type": "integer"}, "minItems": %d}},
                     "required": ["numbers"], "additionalProperties": false}
                    """.formatted(MANY)));
        }
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Duration start = server.cpu();
            Completion completion = model.complete(request.build());
            double whole = server.cpu().minus(start).toMillis() / 1e3;
            long in = completion.usage().input();
            seconds[i] = answer == 1
                    ? whole / in
                    : (whole - in * prompt) / completion.usage().output();
        }
        Arrays.sort(seconds);
        return seconds[TIMES / 2];
    }
}
