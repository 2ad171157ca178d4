package io.clio.engine;

import com.google.common.hash.HashFunction;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.facet.FacetValues;
import io.clio.model.Given;
import io.clio.privacy.detect.Detectors;
import io.clio.privacy.detect.RecognizerFailedException;
import io.clio.privacy.detect.Redactor;
import io.clio.release.SupportIndex;
import io.clio.spi.Extraction;
import io.clio.spi.FacetExtractor;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes from raw conversations what the run keeps of them: redacts, answers facets, hashes terms. Safe for use by
 * several threads.
 */
final class Reading {
    /** A conversation may be split into so many requests. */
    private static final int MOST_REQUESTS = 5;

    private static final String EXTRACTOR = "extractor";

    private final Plan plan;
    private final HashFunction hash;
    private final SupportIndex.Builder support;
    private final Redactor redactor;
    private final Pointers pointers;
    private final List<FacetSource<?>> computed;
    private final List<Facet<?>> asked;
    private final ModelStages models;
    private final @Nullable KeptAnswers keptAnswers;

    Reading(
            Plan plan,
            ModelStages models,
            HashFunction hash,
            SupportIndex.Builder support,
            @Nullable WorkspaceSession session,
            Map<String, String> stages) {
        this.plan = plan;
        this.models = models;
        this.hash = hash;
        this.support = support;
        List<FacetSource<?>> all = plan.sources();
        this.redactor = new Redactor(Detectors.standard().with(plan.recognizers()));
        this.pointers = new Pointers(all);
        this.computed = all.stream()
                .filter(source -> !ModelStages.isAsked(plan, source))
                .toList();
        List<Facet<?>> wanted = new ArrayList<>();
        all.stream().filter(source -> ModelStages.isAsked(plan, source)).forEach(source -> wanted.add(source.facet()));
        this.asked = List.copyOf(wanted);
        this.keptAnswers =
                session == null ? null : new KeptAnswers(session, stages.getOrDefault("extractor", ""), asked);
    }

    /**
     * What is kept of a conversation.
     *
     * @param content its place in the canonical order
     * @param id a hash of its id, or null if it has none
     * @param subject whose it is
     * @param values the answers to its facets: once, or for each of its requests
     * @param digest its hashed terms
     * @param failures how often each facet failed
     */
    record Kept(
            ContentKey content,
            @Nullable ContentKey id,
            Subject subject,
            List<FacetValues> values,
            SupportIndex.Digest digest,
            Map<String, String> failures) {}

    /**
     * What came of a batch.
     *
     * @param kept what is kept of each conversation that the screen let in, in order
     * @param screenedOut how many it did not let in
     * @param failures how many of these because a recogniser or the screen failed
     * @param failure what the last of these failures was, if there was one
     */
    record Result(
            List<Kept> kept,
            int screenedOut,
            int failures,
            @Nullable Failure failure) {}

    /**
     * Why a conversation could not be let in.
     *
     * @param who failed
     * @param how the kind of failure; nothing of a text
     */
    record Failure(String who, String how) {}

    /** Reads a batch. */
    Result read(List<Conversation> batch) {
        List<Conversation> raw = new ArrayList<>(batch.size());
        List<Conversation> redacted = new ArrayList<>(batch.size());
        int failures = 0;
        Failure failure = null;
        for (Conversation conversation : batch) {
            try {
                Conversation candidate = redact(conversation, redactor);
                if (plan.screen().test(candidate)) {
                    pointers.look(candidate);
                    raw.add(conversation);
                    redacted.add(candidate);
                }
            } catch (RecognizerFailedException e) {
                failures++;
                failure = new Failure("the recognizer of '" + e.kind() + "'", e.failure());
            } catch (RuntimeException | StackOverflowError e) {
                failures++;
                failure = new Failure("the screen", e.getClass().getSimpleName());
            }
        }
        Screened let = screened(raw, redacted);
        return new Result(
                keep(let.raw, let.redacted),
                batch.size() - let.raw.size(),
                failures + let.failures,
                let.failure == null ? failure : let.failure);
    }

    /** What the language model lets in, if one is asked. */
    private record Screened(
            List<Conversation> raw,
            List<Conversation> redacted,
            int failures,
            @Nullable Failure failure) {}

    private Screened screened(List<Conversation> raw, List<Conversation> redacted) {
        List<Given<Boolean>> answers = models.screen(redacted, owners(raw));
        List<Conversation> rawLeft = new ArrayList<>(raw.size());
        List<Conversation> redactedLeft = new ArrayList<>(raw.size());
        int failures = 0;
        Failure failure = null;
        for (int i = 0; i < answers.size(); i++) {
            Given<Boolean> given = answers.get(i);
            if (given.answer().isEmpty()) {
                failures++;
                failure = new Failure("the language model that screens", given.problem());
            } else if (given.answer().get()) {
                rawLeft.add(raw.get(i));
                redactedLeft.add(redacted.get(i));
            }
        }
        return new Screened(rawLeft, redactedLeft, failures, failure);
    }

    private static List<Subject> owners(List<Conversation> raw) {
        return raw.stream().map(Conversation::subject).toList();
    }

    /**
     * Checks, once all is read, that no facet was asked for where nothing stands.
     *
     * @throws IllegalStateException if one was that is nearly the name of a field
     */
    void requireAnswers() {
        pointers.requireAnswers();
    }

    private List<Kept> keep(List<Conversation> raw, List<Conversation> redacted) {
        if (raw.isEmpty()) {
            return List.of();
        }
        List<Extraction> extracted = extract(redacted, raw);
        List<Kept> kept = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            kept.add(keep(raw.get(i), redacted.get(i), extracted.get(i)));
        }
        return kept;
    }

    /** What any stage may see of a conversation. */
    static Conversation redact(Conversation raw, Redactor redactor) {
        List<Message> messages = raw.messages().stream()
                .map(message -> message.map(text -> SensitiveText.of(redactor.redact(text.reveal()))))
                .toList();
        return new Conversation(null, Subject.unknown(), raw.timestamp(), messages, raw.metadata());
    }

    private List<Extraction> extract(List<Conversation> redacted, List<Conversation> raw) {
        Optional<FacetExtractor> extractor = plan.extractor();
        if (!asked.isEmpty() && models.hasExtractor()) {
            return models.extract(redacted, owners(raw), asked);
        }
        if (asked.isEmpty() || extractor.isEmpty()) {
            return redacted.stream()
                    .map(c -> (Extraction) new Extraction.Answered(FacetValues.none()))
                    .toList();
        }
        return keptAnswers == null
                ? ask(extractor.get(), redacted)
                : keptAnswers.answer(redacted, raw, missing -> ask(extractor.get(), missing));
    }

    private List<Extraction> ask(FacetExtractor extractor, List<Conversation> redacted) {
        try {
            List<Extraction> extracted = extractor.extract(redacted, asked);
            if (extracted.size() == redacted.size()) {
                return List.copyOf(extracted);
            }
            return allFailed(redacted, "wrong number of answers");
        } catch (RuntimeException | StackOverflowError e) {
            return allFailed(redacted, e.getClass().getSimpleName());
        }
    }

    private static List<Extraction> allFailed(List<Conversation> conversations, String reason) {
        return conversations.stream()
                .map(c -> (Extraction) new Extraction.Failed(reason))
                .toList();
    }

    private Kept keep(Conversation raw, Conversation redacted, Extraction extraction) {
        Map<String, String> failures = new HashMap<>();
        FacetValues.Builder values = FacetValues.builder();
        List<SensitiveText> others = new ArrayList<>();
        for (FacetSource<?> source : computed) {
            compute(source, redacted, values, failures);
        }
        FacetValues answers = values.build();
        List<SensitiveText> written = contents(redacted, Role.USER);
        others.addAll(contents(redacted, Role.ASSISTANT));
        plan.facets().stream()
                .filter(source -> source.isComputed() && source.facet().domain() instanceof Domain.Labels)
                .flatMap(source -> labels(source.facet(), answers))
                .forEach(label -> others.add(SensitiveText.of(label)));
        return new Kept(
                ContentKey.of(raw, hash),
                raw.id() == null ? null : ContentKey.of(raw.id(), hash),
                raw.subject(),
                withExtracted(answers, extraction, failures),
                support.digest(
                        written,
                        others,
                        raw.timestamp() == null ? 0 : raw.timestamp().toEpochMilli()),
                failures);
    }

    private static List<SensitiveText> contents(Conversation conversation, Role role) {
        return conversation.messages().stream()
                .filter(message -> message.role() == role)
                .map(Message::content)
                .toList();
    }

    private static Stream<String> labels(Facet<?> facet, FacetValues values) {
        return values.get(facet).stream()
                .flatMap(labels -> ((List<?>) labels).stream())
                .map(Object::toString);
    }

    private static <T> void compute(
            FacetSource<T> source, Conversation redacted, FacetValues.Builder values, Map<String, String> failures) {
        try {
            source.compute(redacted).ifPresent(value -> values.put(source.facet(), value));
        } catch (RuntimeException | StackOverflowError e) {
            failures.put(source.facet().name(), e.getClass().getSimpleName());
        }
    }

    private List<FacetValues> withExtracted(FacetValues answers, Extraction extraction, Map<String, String> failures) {
        if (extraction instanceof Extraction.Answered answered) {
            return List.of(with(answered.values(), answers));
        }
        if (extraction instanceof Extraction.Split split && split.requests().size() <= MOST_REQUESTS) {
            return with(split.requests(), answers);
        }
        if (extraction instanceof Extraction.Partial partial
                && partial.requests().size() <= MOST_REQUESTS) {
            asked.stream()
                    .map(Facet::name)
                    .filter(partial.failures()::containsKey)
                    .forEach(
                            facet -> failures.put(facet, told(partial.failures().getOrDefault(facet, ""))));
            return with(partial.requests(), answers);
        }
        String reason = told(extraction instanceof Extraction.Failed failed ? failed.reason() : EXTRACTOR);
        asked.forEach(facet -> failures.put(facet.name(), reason));
        return List.of(answers);
    }

    /** A reason that an extractor of the user's gives could quote what it read. */
    private String told(String reason) {
        return models.hasExtractor() ? reason : EXTRACTOR;
    }

    private List<FacetValues> with(List<FacetValues> requests, FacetValues answers) {
        return requests.stream().map(request -> with(request, answers)).toList();
    }

    /** Only answers to the facets that were asked are taken. */
    private FacetValues with(FacetValues extracted, FacetValues answers) {
        FacetValues.Builder all = FacetValues.builder().putAll(answers);
        asked.forEach(facet -> take(facet, extracted, all));
        return all.build();
    }

    private static <T> void take(Facet<T> facet, FacetValues from, FacetValues.Builder to) {
        from.get(facet).ifPresent(value -> to.put(facet, value));
    }
}
