package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.llm.AnswerSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Facets as the fields of one answer: what is asked in words, the schema of the answer, and how it is read. With
 * splitting, free texts are asked for each request of a conversation, and all else once. Immutable.
 */
final class FacetForm implements Form<FacetForm.Answers> {
    /** Requests of one conversation; those after are left out. */
    static final int MOST_REQUESTS = 5;

    private static final int TOKENS_AROUND = 40;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Field<?>> whole;
    private final List<Field<?>> perRequest;
    private final String list;
    private final AnswerSchema schema;

    private FacetForm(List<Field<?>> whole, List<Field<?>> perRequest, String list) {
        this.whole = whole;
        this.perRequest = perRequest;
        this.list = list;
        this.schema = new AnswerSchema("facets", makeSchema().toString());
    }

    /** All facets are asked once of a conversation. */
    static FacetForm of(List<Facet<?>> facets) {
        return new FacetForm(fields(facets), List.of(), "");
    }

    /** Free texts are asked for each request; if there are none, the same as {@link #of}. */
    static FacetForm splitting(List<Facet<?>> facets) {
        List<Facet<?>> texts = facets.stream().filter(FacetForm::isText).toList();
        List<Facet<?>> others = facets.stream().filter(facet -> !isText(facet)).toList();
        Set<String> names = facets.stream().map(Facet::name).collect(Collectors.toSet());
        String list = "requests";
        while (names.contains(list)) {
            list = "all_" + list;
        }
        return new FacetForm(fields(others), fields(texts), list);
    }

    private static boolean isText(Facet<?> facet) {
        return facet.domain() instanceof Domain.Text;
    }

    private static List<Field<?>> fields(List<Facet<?>> facets) {
        List<Field<?>> fields = new ArrayList<>();
        facets.forEach(facet -> fields.add(Field.of(facet)));
        return List.copyOf(fields);
    }

    private boolean isSplit() {
        return !perRequest.isEmpty();
    }

    /**
     * What was answered.
     *
     * @param requests the answers for each request, at least one element; a conversation that is not split has one
     * @param missing names of facets of which no answer can be used
     */
    record Answers(List<FacetValues> requests, Set<String> missing) {}

    /** What is wrong with an answer, in words for the model, and with which facets. */
    private static final class Problems {
        private final Set<String> words = new LinkedHashSet<>();
        private final Set<String> facets = new TreeSet<>();

        void add(Facet<?> facet, String problem) {
            words.add(JSON.textNode(facet.name()) + problem);
            facets.add(facet.name());
        }
    }

    private record Field<T>(Facet<T> facet, Notation<T> notation) {
        static <T> Field<T> of(Facet<T> facet) {
            return new Field<>(facet, Notation.of(facet.domain()));
        }

        String words() {
            String type = notation.words().isEmpty() ? "" : " (" + notation.words() + ")";
            String examples = facet.examples().stream()
                    .map(example -> JSON.textNode(example).toString())
                    .collect(Collectors.joining(", ", " Such as ", "."));
            return JSON.textNode(facet.name()) + type + ": " + facet.question().strip()
                    + (facet.examples().isEmpty() ? "" : examples);
        }

        /** A value as it may be expected; of a vocabulary one of middling length. */
        JsonNode typical(Filler filler) {
            Domain<?> domain = facet.domain();
            if (domain instanceof Domain.Score score) {
                return JSON.numberNode(score.min());
            } else if (domain instanceof Domain.Count count) {
                return JSON.numberNode(count.lowerBounds().get(0));
            } else if (domain instanceof Domain.Month) {
                return JSON.textNode("2000-01");
            } else if (domain instanceof Domain.Labels) {
                return JSON.arrayNode().add(filler.label()).add(filler.label());
            } else if (domain instanceof Domain.Vocabulary vocabulary) {
                List<String> byLength = vocabulary.values().stream()
                        .sorted(Comparator.comparingInt(String::length))
                        .toList();
                return JSON.textNode(byLength.get(byLength.size() / 2));
            }
            return JSON.textNode(filler.text(facet.examples()));
        }

        void read(JsonNode json, FacetValues.Builder values, Problems problems) {
            Optional<JsonNode> found = find(json, facet.name());
            if (found.isEmpty()) {
                problems.add(facet, " is missing");
                return;
            }
            try {
                Optional<? extends T> value = notation.read(found.get());
                if (value.isPresent() && value.get().equals(SensitiveText.of(facet.question()))) {
                    problems.add(facet, " must be an answer, and is the question");
                } else {
                    value.ifPresent(answer -> values.put(facet, answer));
                }
            } catch (MisfitException e) {
                problems.add(facet, " must be " + e.getMessage());
            }
        }
    }

    /** A field by its name, or by a name that differs in case alone. */
    private static Optional<JsonNode> find(JsonNode json, String name) {
        if (json.has(name)) {
            return Optional.of(json.get(name));
        }
        return json.properties().stream()
                .filter(field -> field.getKey().strip().equalsIgnoreCase(name))
                .<JsonNode>map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is asked, a line for each field. */
    String words() {
        List<String> lines = new ArrayList<>();
        if (isSplit()) {
            lines.add(JSON.textNode(list) + ": a list with an object for each thing that the user asks for, in order,"
                    + " at most " + MOST_REQUESTS + "; what follows up on a request belongs to it:");
            perRequest.forEach(field -> lines.add("- " + field.words()));
        }
        whole.forEach(field -> lines.add(field.words()));
        return String.join("\n", lines);
    }

    /** How long an answer may be. */
    int maxTokens() {
        return TOKENS_AROUND + tokens(whole) + MOST_REQUESTS * tokens(perRequest);
    }

    private static int tokens(List<Field<?>> fields) {
        return fields.stream()
                .mapToInt(field ->
                        field.notation().tokens() + field.facet().name().length())
                .sum();
    }

    @Override
    public AnswerSchema schema() {
        return schema;
    }

    private ObjectNode makeSchema() {
        ObjectNode properties = JSON.objectNode();
        if (isSplit()) {
            ObjectNode requests = properties.putObject(list).put("type", "array");
            requests.set("items", object(properties(JSON.objectNode(), perRequest)));
        }
        return object(properties(properties, whole));
    }

    private static ObjectNode properties(ObjectNode properties, List<Field<?>> fields) {
        fields.forEach(
                field -> properties.set(field.facet().name(), field.notation().schema()));
        return properties;
    }

    private static ObjectNode object(ObjectNode properties) {
        ObjectNode object = JSON.objectNode().put("type", "object");
        object.set("properties", properties);
        ArrayNode required = object.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return object.put("additionalProperties", false);
    }

    @Override
    public JsonNode typical(Filler filler) {
        ObjectNode answer = JSON.objectNode();
        for (int request = 0; isSplit() && request < filler.requests(); request++) {
            ObjectNode one = answer.withArray(list).addObject();
            perRequest.forEach(field -> one.set(field.facet().name(), field.typical(filler)));
        }
        whole.forEach(field -> answer.set(field.facet().name(), field.typical(filler)));
        return answer;
    }

    @Override
    public Answers read(JsonNode json) throws MisfitException {
        Problems problems = new Problems();
        Answers answers = read(json, problems);
        if (!problems.words.isEmpty()) {
            throw new MisfitException(String.join("; ", problems.words));
        }
        return answers;
    }

    /** The facets that have an answer of their domain. */
    @Override
    public Optional<Answers> salvage(JsonNode json) {
        Answers answers = read(json, new Problems());
        return answers.requests().stream().anyMatch(values -> values.size() > 0)
                ? Optional.of(answers)
                : Optional.empty();
    }

    private Answers read(JsonNode json, Problems problems) {
        Set<FacetValues> requests = isSplit() ? requests(json, problems) : Set.of();
        FacetValues.Builder shared = FacetValues.builder();
        whole.forEach(field -> field.read(json, shared, problems));
        FacetValues others = shared.build();
        List<FacetValues> all = requests.isEmpty()
                ? List.of(others)
                : requests.stream()
                        .map(request -> FacetValues.builder()
                                .putAll(request)
                                .putAll(others)
                                .build())
                        .toList();
        return new Answers(all, problems.facets);
    }

    /** Requests that are alike in all answers are one; those without any answer are none. */
    private Set<FacetValues> requests(JsonNode json, Problems problems) {
        Optional<JsonNode> found = find(json, list);
        if (found.isEmpty() || !found.get().isArray()) {
            problems.words.add(JSON.textNode(list) + (found.isEmpty() ? " is missing" : " must be a list of objects"));
            perRequest.forEach(field -> problems.facets.add(field.facet().name()));
            return Set.of();
        }
        Set<FacetValues> requests = new LinkedHashSet<>();
        for (JsonNode item : found.get()) {
            FacetValues.Builder values = FacetValues.builder();
            perRequest.forEach(field -> field.read(item, values, problems));
            if (values.build().size() > 0 && requests.size() < MOST_REQUESTS) {
                requests.add(values.build());
            }
        }
        return requests;
    }
}
