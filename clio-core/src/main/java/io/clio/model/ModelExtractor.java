package io.clio.model;

import io.clio.conversation.Conversation;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import io.clio.prompt.Prompts;
import io.clio.spi.Extraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Has a language model answer facets: all those of a conversation in one call. Immutable and thread-safe. */
public final class ModelExtractor {
    /** About how many tokens of a conversation are shown at most, by default. */
    public static final int TOKENS = 4000;

    private static final int LEAST_TOKENS = 200;
    private static final double TEMPERATURE = 0.2;

    private final ModelRun run;
    private final int tokens;
    private final boolean splits;

    private ModelExtractor(ModelRun run, int tokens, boolean splits) {
        this.run = run;
        this.tokens = tokens;
        this.splits = splits;
    }

    /**
     * An extractor that shows 4,000 tokens of a conversation at most, and splits none.
     *
     * @param run the models of the run
     * @return the extractor
     */
    public static ModelExtractor of(ModelRun run) {
        return new ModelExtractor(run, TOKENS, false);
    }

    /**
     * The same with another bound. A longer conversation loses its middle.
     *
     * @param most about how many tokens of a conversation are shown, at least 200
     * @return an extractor
     * @throws IllegalArgumentException if the bound is lower
     */
    public ModelExtractor showingTokens(int most) {
        if (most < LEAST_TOKENS) {
            throw new IllegalArgumentException(
                    "tokens shown of a conversation must be >= " + LEAST_TOKENS + ", got " + most);
        }
        return new ModelExtractor(run, most, splits);
    }

    /**
     * The same, but free texts are answered for each request of a conversation, of up to five, and all else once. Where
     * no facet is a free text, this changes nothing.
     *
     * @return an extractor
     */
    public ModelExtractor splittingRequests() {
        return new ModelExtractor(run, tokens, true);
    }

    /**
     * Answers facets.
     *
     * @param redacted the conversations
     * @param owners whose they are, in the same order
     * @param facets what is asked
     * @return for each conversation, in order, its answers, and for facets without any why there are none: the name of
     *     a reason of {@link io.clio.llm.LanguageModelException}, or {@code UNUSABLE_ANSWER}. A conversation in which
     *     nothing is said has no answers, and nobody is asked
     * @throws RuntimeException if the asking came to an end; {@link ModelRun#check} says why
     */
    public List<Extraction> extract(List<Conversation> redacted, List<Subject> owners, List<Facet<?>> facets) {
        FacetForm form = splits ? FacetForm.splitting(facets) : FacetForm.of(facets);
        List<Inquiry<FacetForm.Answers>> inquiries = new ArrayList<>();
        for (int i = 0; i < redacted.size(); i++) {
            Conversation conversation = redacted.get(i);
            if (!Transcript.isEmpty(conversation)) {
                inquiries.add(new Inquiry<>(() -> request(conversation, form), form, List.of(owners.get(i))));
            }
        }
        List<Given<FacetForm.Answers>> given = run.interview(Step.FACETS).ask(inquiries);
        List<Extraction> extractions = new ArrayList<>(redacted.size());
        int next = 0;
        for (Conversation conversation : redacted) {
            extractions.add(
                    Transcript.isEmpty(conversation)
                            ? new Extraction.Answered(FacetValues.none())
                            : extraction(given.get(next++)));
        }
        return extractions;
    }

    private CompletionRequest.Builder request(Conversation conversation, FacetForm form) {
        Prompts prompts = run.prompts();
        return prompts.request(
                        PromptName.FACETS,
                        Map.of("facets", form.words()),
                        Map.of("conversation", Transcript.of(conversation, tokens)))
                .temperature(TEMPERATURE)
                .maxTokens(form.maxTokens());
    }

    private static Extraction extraction(Given<FacetForm.Answers> given) {
        if (given.answer().isEmpty()) {
            return new Extraction.Failed(given.problem());
        }
        FacetForm.Answers answers = given.answer().get();
        List<FacetValues> requests = answers.requests();
        if (!answers.missing().isEmpty()) {
            return new Extraction.Partial(
                    requests, answers.missing().stream().collect(Collectors.toMap(name -> name, n -> given.problem())));
        }
        return requests.size() == 1 ? new Extraction.Answered(requests.get(0)) : new Extraction.Split(requests);
    }
}
