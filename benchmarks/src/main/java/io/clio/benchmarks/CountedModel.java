package io.clio.benchmarks;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;

/** A model under a name of its own that says what a tokenizer counts: messages, what is around them, and the schema. */
final class CountedModel implements LanguageModel {
    private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    /** What providers put around a message. */
    private static final int AROUND_A_MESSAGE = 4;

    private final LanguageModel model;
    private final String name;

    CountedModel(LanguageModel model, String name) {
        this.model = model;
        this.name = name;
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        Completion completion = model.complete(request);
        return new Completion(
                completion.text(),
                completion.finish(),
                TokenUsage.of(tokens(request), tokens(completion.text().reveal())));
    }

    /** How many tokens a prompt has: messages, what is around them, and the schema. */
    static long tokens(CompletionRequest request) {
        long input = request.schema()
                .map(AnswerSchema::json)
                .map(CountedModel::tokens)
                .orElse(0);
        for (PromptMessage message : request.messages()) {
            input += AROUND_A_MESSAGE + tokens(message.text().reveal());
        }
        return input;
    }

    /** How many tokens a text has, whatever marks stand in it. */
    static int tokens(String text) {
        return TOKENS.countTokensOrdinary(text);
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
