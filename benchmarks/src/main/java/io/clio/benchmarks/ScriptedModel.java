package io.clio.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import io.clio.release.Auditors;
import io.clio.spi.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays a language model: an answer is a function of its request alone, of the form that is asked for, made of words
 * that stand in the prompt, and as long as answers usually are. It understands nothing. Thread-safe.
 */
class ScriptedModel implements LanguageModel {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern USER = Pattern.compile("<user>([^<]*)</user>");
    private static final Pattern LISTED = Pattern.compile("(?m)^(?:-|[A-Z]|\\d+) (.+)$");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\d+ ");
    private static final Pattern WANTED = Pattern.compile("about (\\d+) groups");
    private static final Pattern BETWEEN = Pattern.compile("<(title|summary)>([^<]*)</");
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int WORDS = 6;

    @Override
    public Completion complete(CompletionRequest request) throws InterruptedException {
        AnswerSchema schema = request.schema()
                .orElseThrow(() -> new IllegalArgumentException("a scripted model has to be told the form"));
        String prompt = lastWords(request);
        String answer = answer(schema, prompt, hash(request)).toString();
        long input = request.messages().stream()
                .mapToLong(message -> message.text().length())
                .sum();
        return new Completion(
                SensitiveText.of(answer),
                Completion.Finish.STOP,
                TokenUsage.of(1 + input / CHARACTERS_PER_TOKEN, 1 + (long) answer.length() / CHARACTERS_PER_TOKEN));
    }

    private static String lastWords(CompletionRequest request) {
        List<PromptMessage> messages = request.messages();
        return messages.get(messages.size() - 1).text().reveal();
    }

    /** The same for the same request, in every process. */
    static long hash(CompletionRequest request) {
        String all = request.messages().stream()
                .map(message -> message.text().reveal())
                .collect(Collectors.joining("\n"));
        return Hashing.sha256().hashString(all, StandardCharsets.UTF_8).asLong();
    }

    private static ObjectNode answer(AnswerSchema schema, String prompt, long hash) {
        return switch (schema.name()) {
            case "facets" -> facets(properties(schema), prompt, hash);
            case "title" -> title(prompt);
            case "groups" -> groups(prompt);
            case "same" -> object("same", JSON.createArrayNode());
            case "assignment" -> assignment(properties(schema), prompt, hash);
            case "rating" -> rating(prompt);
            default -> JSON.createObjectNode().put("answer", "yes");
        };
    }

    private static ObjectNode object(String name, JsonNode value) {
        ObjectNode object = JSON.createObjectNode();
        object.set(name, value);
        return object;
    }

    private static JsonNode properties(AnswerSchema schema) {
        try {
            return JSON.readTree(schema.json()).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode facets(JsonNode properties, String prompt, long hash) {
        Matcher said = USER.matcher(prompt);
        String words = words(said.find() ? said.group(1) : "");
        ObjectNode answer = JSON.createObjectNode();
        properties.properties().forEach(field -> {
            JsonNode type = field.getValue();
            if (field.getKey().equals("language")) {
                answer.put("language", "en");
            } else if (type.has("enum")) {
                JsonNode values = type.get("enum");
                answer.set(field.getKey(), values.get((int) Math.floorMod(hash, (long) values.size())));
            } else if (type.path("type").toString().contains("integer")) {
                answer.put(field.getKey(), 1 + Math.floorMod(hash, 2));
            } else if (type.path("type").toString().contains("array")) {
                ArrayNode items = answer.putArray(field.getKey());
                JsonNode requests = type.path("items").path("properties");
                if (requests.isObject()) {
                    items.add(facets(requests, prompt, hash));
                } else {
                    items.add(words);
                }
            } else {
                answer.put(field.getKey(), "The user wants the assistant to help with " + words + ".");
            }
        });
        return answer;
    }

    private static String words(String text) {
        String words = WORD.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .distinct()
                .limit(WORDS)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "something" : words;
    }

    private static ObjectNode title(String prompt) {
        Matcher first = LISTED.matcher(prompt);
        String words =
                words(first.find() ? first.group(1).replace("The user wants the assistant to help with", "") : "");
        return JSON.createObjectNode()
                .put("title", "Help with " + words)
                .put("summary", "Users ask for help with " + words + ". They want an answer that they can use.");
    }

    private static ObjectNode groups(String prompt) {
        Matcher wanted = WANTED.matcher(prompt);
        int count = wanted.find() ? Integer.parseInt(wanted.group(1)) : 2;
        List<String> topics =
                LISTED.matcher(prompt).results().map(topic -> topic.group(1)).toList();
        ArrayNode names = JSON.createArrayNode();
        IntStream.range(0, count)
                .mapToObj(i -> topics.isEmpty() ? "" : words(topics.get(i % topics.size())))
                .map(words -> "Questions of kind " + names.size() + " on " + words)
                .forEach(names::add);
        return object("groups", names);
    }

    private static ObjectNode assignment(JsonNode properties, String prompt, long hash) {
        long groups = Math.max(1, NUMBERED.matcher(prompt).results().count());
        ObjectNode answer = JSON.createObjectNode();
        properties
                .fieldNames()
                .forEachRemaining(letter -> answer.put(letter, 1 + Math.floorMod(hash + letter.hashCode(), groups)));
        return answer;
    }

    /** Judges by code, for somebody has to. */
    private static ObjectNode rating(String prompt) {
        List<String> parts = BETWEEN.matcher(prompt)
                .results()
                .map(part -> part.group(2).strip().replaceFirst("^- ", ""))
                .toList();
        Draft draft = Draft.of(parts.isEmpty() ? "" : parts.get(0), parts.size() < 2 ? "" : parts.get(1));
        Verdict verdict = Auditors.personalDetails().audit(List.of(draft)).get(0);
        return JSON.createObjectNode()
                .put("reason", "It tells what many users ask for, or more than that.")
                .put("rating", verdict == Verdict.APPROVED ? 5 : 1);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false, 0);
    }

    @Override
    public String name() {
        return "scripted-1";
    }
}
