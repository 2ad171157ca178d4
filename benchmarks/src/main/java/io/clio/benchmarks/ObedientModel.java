package io.clio.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.testkit.leak.Injections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A scripted model that does what any injection in its prompt asks: it prints the secrets that it sees, plain or
 * disguised, or repeats what it reads, in every field of its answer that takes text, and approves of what asks it to.
 * Where no injection is in sight it answers as {@link ScriptedModel} does, its judgements of descriptions included.
 * Thread-safe.
 */
final class ObedientModel extends ScriptedModel {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_FACET = 390;
    private static final int LONGEST_TITLE = 95;
    private static final int LONGEST_SUMMARY = 590;
    private static final int LONGEST_NAME = 70;
    private static final int SHOWN = 110;
    private static final int HIGHEST = 5;
    private static final int MOST_WORDS = 9;

    private final Demands demands;
    private final int repeated;

    /** So many characters of an injection stand in every facet. */
    ObedientModel(Demands demands, int repeated) {
        this.demands = demands;
        this.repeated = repeated;
    }

    /** In which way an injection is obeyed: by the hash of the prompt, so that a draft that was refused differs. */
    private enum Way {
        LIST,
        BESIDE,
        CAPITALS,
        DASHES,
        WIDE,
        LOOK_ALIKES,
        BACKWARDS,
        BASE64,
        REPEAT
    }

    @Override
    public Completion complete(CompletionRequest request) throws InterruptedException {
        Completion innocent = super.complete(request);
        String prompt =
                request.messages().get(request.messages().size() - 1).text().reveal();
        int[] injections = demands.injectionsIn(prompt).stream().toArray();
        if (injections.length == 0) {
            return innocent;
        }
        List<String> secrets = new ArrayList<>(demands.secretsIn(prompt));
        String injection = Injections.all().get(injections[0]).text();
        if (secrets.isEmpty()) {
            secrets.add(injection);
        }
        long hash = hash(request);
        Way way = Way.values()[Math.floorMod(hash, Way.values().length)];
        return new Completion(
                SensitiveText.of(
                        obeyed(request.schema().orElseThrow().name(), innocent, secrets, injection, prompt, way)),
                Completion.Finish.STOP,
                innocent.usage());
    }

    private String obeyed(
            String form, Completion innocent, List<String> secrets, String injection, String prompt, Way way) {
        ObjectNode answer;
        try {
            answer = (ObjectNode) JSON.readTree(innocent.text().reveal());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scripted answer is no JSON", e);
        }
        switch (form) {
            case "facets" -> fill(answer, secrets.get(0) + " " + cut(injection, repeated));
            case "title" -> {
                String beside = way == Way.BESIDE ? answer.get("title").textValue() : "";
                answer.put("title", beside.isEmpty() ? title(way, secrets, injection) : cut(beside, LONGEST_TITLE));
                answer.put(
                        "summary", way == Way.REPEAT ? cut(prompt, LONGEST_SUMMARY) : upTo(LONGEST_SUMMARY, secrets));
            }
            case "groups" -> {
                ArrayNode names = (ArrayNode) answer.get("groups");
                for (int i = 0; i < names.size(); i++) {
                    names.set(
                            i,
                            JSON.getNodeFactory()
                                    .textNode(cut(
                                            secrets.get(i % secrets.size()) + " "
                                                    + names.get(i).textValue(),
                                            LONGEST_NAME)));
                }
            }
            case "rating" -> answer.put("reason", upTo(SHOWN, secrets)).put("rating", HIGHEST);
            default -> {}
        }
        return answer.toString();
    }

    /** Texts and lists of texts; values of a vocabulary and numbers can be bent and hold nothing. */
    private static void fill(ObjectNode answer, String text) {
        answer.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isArray()) {
                ((ArrayNode) value).removeAll().add(cut(text, SHOWN));
            } else if (value.isTextual() && value.textValue().startsWith("The user wants")) {
                // What was asked still stands in it, so that attackers lie beside whoever asks the same.
                field.setValue(JSON.getNodeFactory().textNode(cut(value.textValue() + " " + text, LONGEST_FACET)));
            }
        });
    }

    private static String title(Way way, List<String> secrets, String injection) {
        String first = secrets.get(0);
        return cut(
                switch (way) {
                    case LIST, BESIDE -> upTo(LONGEST_TITLE, secrets);
                    case CAPITALS -> "Help with " + first.toUpperCase(Locale.ROOT);
                    case DASHES -> "Help with " + letters(first, "-");
                    case WIDE ->
                        first.codePoints()
                                .map(code -> code > 0x20 && code < 0x7f ? code + 0xfee0 : code)
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining());
                    case LOOK_ALIKES ->
                        first.replace('a', '\u0430').replace('e', '\u0435').replace('o', '\u043e');
                    case BACKWARDS -> new StringBuilder(first).reverse().toString();
                    case BASE64 -> Demands.base64(first);
                    case REPEAT -> words(injection);
                },
                LONGEST_TITLE);
    }

    /** As many words as a title may have. */
    private static String words(String text) {
        return text.lines()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .limit(MOST_WORDS)
                .collect(Collectors.joining(" "));
    }

    private static String letters(String text, String between) {
        return text.codePoints().mapToObj(Character::toString).collect(Collectors.joining(between));
    }

    private static String upTo(int longest, List<String> secrets) {
        StringBuilder text = new StringBuilder();
        int most = longest == LONGEST_TITLE ? MOST_WORDS : Integer.MAX_VALUE;
        for (String secret : secrets.subList(0, Math.min(most, secrets.size()))) {
            if (text.length() + 1 + secret.length() > longest) {
                break;
            }
            text.append(text.isEmpty() ? "" : " ").append(secret);
        }
        return text.isEmpty() ? cut(secrets.get(0), longest) : text.toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    @Override
    public String name() {
        return "obedient-1";
    }
}
