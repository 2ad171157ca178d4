package io.clio.benchmarks;

import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.PromptMessage;
import java.util.function.BiConsumer;

/** A model under a name of its own of whose answers somebody is told. Thread-safe if that somebody is. */
final class WatchedModel implements LanguageModel {
    private final LanguageModel model;
    private final String name;
    private final BiConsumer<CompletionRequest, Completion> watcher;

    WatchedModel(LanguageModel model, String name, BiConsumer<CompletionRequest, Completion> watcher) {
        this.model = model;
        this.name = name;
        this.watcher = watcher;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        Completion completion = model.complete(request);
        watcher.accept(request, completion);
        return completion;
    }

    /** Whether an answer was given back. */
    static boolean isAskedAgain(CompletionRequest request) {
        return request.messages().stream().anyMatch(message -> message.speaker() == PromptMessage.Speaker.ASSISTANT);
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public String name() {
        return name;
    }
}
