package io.clio.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.spi.Extraction;
import io.clio.workspace.Artefact;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Has an extractor answer only what a workspace does not hold yet, and keeps its answers: by user, content of the
 * redacted conversation, facets, and name of the extractor. A failure is not kept, so the next run asks again. Safe for
 * use by several threads.
 */
final class KeptAnswers {
    /** Escapes keep a text as it is that is no sound UTF-16. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final HashFunction CONTENT = Hashing.sha256();

    private final WorkspaceSession workspace;
    private final List<Facet<?>> facets;
    private final String[] madeBy;

    KeptAnswers(WorkspaceSession workspace, String extractor, List<Facet<?>> facets) {
        this.workspace = workspace;
        this.facets = facets;
        List<String> parts = new ArrayList<>(List.of(Version.CURRENT, extractor));
        for (Facet<?> facet : facets) {
            parts.addAll(List.of(facet.name(), facet.domain().toString(), facet.question()));
            parts.add(Integer.toString(facet.examples().size()));
            parts.addAll(facet.examples());
        }
        this.madeBy = parts.toArray(String[]::new);
    }

    /**
     * Answers for conversations, in order.
     *
     * @param redacted the conversations, redacted
     * @param raw the same ones as they were, which say whose they are
     * @param extractor answers for those that have no answer yet; the answers are as many as the conversations
     */
    List<Extraction> answer(
            List<Conversation> redacted,
            List<Conversation> raw,
            Function<List<Conversation>, List<Extraction>> extractor) {
        List<Fingerprint> keys = new ArrayList<>(redacted.size());
        List<Optional<Extraction>> found = new ArrayList<>(redacted.size());
        List<Conversation> missing = new ArrayList<>();
        for (int i = 0; i < redacted.size(); i++) {
            keys.add(key(redacted.get(i), raw.get(i)));
            found.add(workspace.get(keys.get(i)).flatMap(this::decode));
            if (found.get(i).isEmpty()) {
                missing.add(redacted.get(i));
            }
        }
        List<Extraction> fresh = missing.isEmpty() ? List.of() : extractor.apply(missing);
        List<Extraction> all = new ArrayList<>(redacted.size());
        int next = 0;
        for (int i = 0; i < redacted.size(); i++) {
            if (found.get(i).isPresent()) {
                all.add(found.get(i).get());
                continue;
            }
            Extraction extraction = fresh.get(next++);
            all.add(extraction);
            List<FacetValues> answers = answers(extraction);
            if (!answers.isEmpty()) {
                workspace.put(
                        Artefact.FACETS,
                        keys.get(i),
                        List.of(workspace.owner(raw.get(i).subject())),
                        encode(answers));
            }
        }
        workspace.commit();
        return all;
    }

    private Fingerprint key(Conversation redacted, Conversation raw) {
        String[] parts = Arrays.copyOf(madeBy, madeBy.length + 3);
        Fingerprint owner = workspace.owner(raw.subject());
        parts[madeBy.length] = ContentKey.of(redacted, CONTENT).toString();
        parts[madeBy.length + 1] = Long.toString(owner.high());
        parts[madeBy.length + 2] = Long.toString(owner.low());
        return workspace.key(Artefact.FACETS, parts);
    }

    private static List<FacetValues> answers(Extraction extraction) {
        if (extraction instanceof Extraction.Answered answered) {
            return List.of(answered.values());
        }
        return extraction instanceof Extraction.Split split ? split.requests() : List.of();
    }

    /** An object for each request of a conversation. */
    private byte[] encode(List<FacetValues> answers) {
        ArrayNode json = JSON.createArrayNode();
        for (FacetValues values : answers) {
            ObjectNode one = json.addObject();
            facets.forEach(facet -> values.get(facet).ifPresent(value -> one.set(facet.name(), toJson(value))));
        }
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "answers cannot be written down: " + e.getClass().getName());
        }
    }

    private static JsonNode toJson(Object value) {
        if (value instanceof SensitiveText text) {
            return JSON.getNodeFactory().textNode(text.reveal());
        }
        return JSON.valueToTree(value instanceof YearMonth month ? month.toString() : value);
    }

    /** What was kept, or nothing if it does not fit what is asked now. */
    private Optional<Extraction> decode(byte[] bytes) {
        try {
            JsonNode kept = JSON.readTree(bytes);
            List<FacetValues> answers = new ArrayList<>();
            for (JsonNode json : kept.isArray() ? kept : JSON.createArrayNode()) {
                FacetValues.Builder values = FacetValues.builder();
                for (Facet<?> facet : facets) {
                    if (json.has(facet.name())) {
                        put(facet, json.get(facet.name()), values);
                    }
                }
                answers.add(values.build());
            }
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    answers.size() == 1 ? new Extraction.Answered(answers.get(0)) : new Extraction.Split(answers));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static <T> void put(Facet<T> facet, JsonNode json, FacetValues.Builder values) {
        values.put(facet, fromJson(facet.domain(), json));
    }

    @SuppressWarnings("unchecked") // the domain says what a value is
    private static <T> T fromJson(Domain<T> domain, JsonNode json) {
        Object value;
        if (domain instanceof Domain.Text) {
            value = SensitiveText.of(json.textValue());
        } else if (domain instanceof Domain.Month) {
            value = YearMonth.parse(json.textValue());
        } else if (domain instanceof Domain.Labels) {
            value = StreamSupport.stream(json.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        } else if (domain instanceof Domain.Vocabulary) {
            value = json.textValue();
        } else {
            value = json.intValue();
        }
        return (T) value;
    }
}
