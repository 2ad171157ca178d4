package io.clio.model;

import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Budget;
import io.clio.dispatch.Dispatch;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;
import io.clio.prompt.Prompts;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A model that answers by a function of the request alone, so that the order of requests has no say. */
final class PlayedModel implements LanguageModel {
    /** What the model answers. */
    interface Script {
        String answer(CompletionRequest request) throws LanguageModelException;
    }

    private final Script script;
    private final Collection<CompletionRequest> asked = new ConcurrentLinkedQueue<>();

    PlayedModel(Script script) {
        this.script = script;
    }

    static PlayedModel always(String answer) {
        return new PlayedModel(request -> answer);
    }

    /** A run in which this model is asked everything. */
    ModelRun run() {
        return run(Budget.unlimited());
    }

    ModelRun run(Budget budget) {
        Dispatch dispatch = Dispatch.builder().budget(budget).build();
        return ModelRun.begin(new ModelPlan(this, this, dispatch, Prompts.bundled()), null);
    }

    /** All requests so far, in no particular order. */
    List<CompletionRequest> asked() {
        return List.copyOf(asked);
    }

    /** The words of the user that came first, which hold the data. */
    static String data(CompletionRequest request) {
        return request.messages().get(1).text().reveal();
    }

    static String system(CompletionRequest request) {
        return request.messages().get(0).text().reveal();
    }

    /** What stands between two tags, empty if nothing does. */
    static String between(CompletionRequest request, String tag) {
        String data = data(request);
        int from = data.indexOf("<" + tag + ">");
        return from < 0
                ? ""
                : data.substring(from + tag.length() + 2, data.indexOf("</" + tag + ">", from))
                        .strip();
    }

    static LanguageModelException refusal() {
        return new LanguageModelException.Final(LanguageModelException.Final.Reason.REFUSED, "played");
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException {
        asked.add(request);
        String answer = script.answer(request);
        boolean cut = answer.length() > 4 * request.maxTokens();
        return new Completion(
                SensitiveText.of(cut ? answer.substring(0, 4 * request.maxTokens()) : answer),
                cut ? Completion.Finish.LENGTH : Completion.Finish.STOP,
                TokenUsage.of(100, 10));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false, 0);
    }

    @Override
    public String name() {
        return "played";
    }
}
