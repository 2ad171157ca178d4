package io.clio.benchmarks;

import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;

/** A model that adds up what its calls took, those for facets by themselves too. Thread-safe. */
final class PaidModel implements LanguageModel {
    private final LanguageModel model;
    private TokenUsage all = TokenUsage.NONE;
    private TokenUsage facets = TokenUsage.NONE;

    PaidModel(LanguageModel model) {
        this.model = model;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        Completion completion = model.complete(request);
        boolean asksForFacets =
                request.schema().map(AnswerSchema::name).orElse("").equals("facets");
        synchronized (this) {
            all = all.plus(completion.usage());
            facets = asksForFacets ? facets.plus(completion.usage()) : facets;
        }
        return completion;
    }

    synchronized TokenUsage all() {
        return all;
    }

    synchronized TokenUsage facets() {
        return facets;
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public String name() {
        return model.name();
    }
}
