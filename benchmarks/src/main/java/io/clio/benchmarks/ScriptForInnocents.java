package io.clio.benchmarks;

import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;

/**
 * A model that is too slow for many conversations: a script answers about those without an injection. Thread-safe if
 * the model is.
 */
final class ScriptForInnocents implements LanguageModel {
    private final LanguageModel model;
    private final LanguageModel script = new ScriptedModel();
    private final Demands demands;

    ScriptForInnocents(LanguageModel model, Demands demands) {
        this.model = model;
        this.demands = demands;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        boolean innocent = request.messages().stream()
                .allMatch(
                        message -> demands.injectionsIn(message.text().reveal()).isEmpty());
        return (innocent ? script : model).complete(request);
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
