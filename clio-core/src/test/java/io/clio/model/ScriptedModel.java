package io.clio.model;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.PromptMessage;
import io.clio.llm.PromptMessage.Speaker;
import io.clio.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A language model that answers by a function of the request alone, and remembers what it was asked. Thread-safe. */
public final class ScriptedModel implements LanguageModel {
    /** What each answer takes. */
    public static final TokenUsage USAGE = TokenUsage.of(100, 20);

    private final Script script;
    private final boolean keepsToSchema;
    private final List<CompletionRequest> asked = new ArrayList<>();

    /** What is answered. */
    public interface Script {
        /** The answer to a request. */
        Completion answer(CompletionRequest request) throws LanguageModelException;
    }

    private ScriptedModel(Script script, boolean keepsToSchema) {
        this.script = script;
        this.keepsToSchema = keepsToSchema;
    }

    /** A model that answers as a script says. */
    public static ScriptedModel of(Script script) {
        return new ScriptedModel(script, false);
    }

    /** A model that ends each answer of itself. */
    public static ScriptedModel answering(Function<CompletionRequest, String> answer) {
        return of(request -> stop(answer.apply(request)));
    }

    /** A model that gives the first of these to whatever it is asked, and the next ones when it is asked again. */
    public static ScriptedModel saying(String... answers) {
        return answering(request -> answers[Math.min(triesBefore(request), answers.length - 1)]);
    }

    /** The same model, that can be asked for answers of a schema. */
    public ScriptedModel keepingToSchema() {
        return new ScriptedModel(script, true);
    }

    /** An answer that ends of itself. */
    public static Completion stop(String text) {
        return new Completion(SensitiveText.of(text), Completion.Finish.STOP, USAGE);
    }

    /** An answer that is cut off. */
    public static Completion cutOff(String text) {
        return new Completion(SensitiveText.of(text), Completion.Finish.LENGTH, USAGE);
    }

    /** How many answers of a conversation with the model were given back. */
    public static int triesBefore(CompletionRequest request) {
        return (int) request.messages().stream()
                .filter(message -> message.speaker() == Speaker.ASSISTANT)
                .count();
    }

    /** What the last message of a request says. */
    public static String lastWords(CompletionRequest request) {
        List<PromptMessage> messages = request.messages();
        return messages.get(messages.size() - 1).text().reveal();
    }

    /** All that was asked so far. */
    public synchronized List<CompletionRequest> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException {
        synchronized (this) {
            asked.add(request);
        }
        return script.answer(request);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(keepsToSchema, false, false, 0);
    }

    @Override
    public String name() {
        return "scripted";
    }
}
