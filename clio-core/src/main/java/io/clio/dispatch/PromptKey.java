package io.clio.dispatch;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.llm.PromptMessage;

/**
 * A hash of all that an answer depends on: model, prompt, parameters, and which draw of several it is. The hint at what
 * is shared is no part of it, for that changes the price alone. Never printed or stored, for it is a hash of text.
 */
final class PromptKey {
    private PromptKey() {}

    static HashCode of(String model, CompletionRequest request, int draw) {
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, model);
        hasher.putInt(draw).putDouble(request.temperature()).putInt(request.maxTokens());
        hasher.putInt(request.messages().size());
        for (PromptMessage message : request.messages()) {
            put(hasher, message.speaker().name());
            put(hasher, message.text().reveal());
        }
        hasher.putBoolean(request.schema().isPresent());
        request.schema().map(AnswerSchema::name).ifPresent(name -> put(hasher, name));
        request.schema().map(AnswerSchema::json).ifPresent(json -> put(hasher, json));
        hasher.putBoolean(request.prefill().isPresent());
        request.prefill().map(SensitiveText::reveal).ifPresent(text -> put(hasher, text));
        return hasher.hash();
    }

    /** Length first, so that no two lists of texts run into one. */
    private static void put(Hasher hasher, String text) {
        hasher.putInt(text.length()).putUnencodedChars(text);
    }
}
