package io.clio.testkit.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.Completion.Finish;

/**
 * What a provider says that speaks the protocol of OpenAI, as many do: {@link LanguageModelContract#reply} for an
 * adapter to one of them.
 */
public final class OpenAiWords {

    private OpenAiWords() {}

    /**
     * Puts something into the words of {@code POST /v1/chat/completions}.
     *
     * @param said what
     * @return status and body
     */
    public static Reply reply(Outcome said) {
        return switch (said.kind()) {
            case ANSWER -> Reply.json(200, completion(said).toString());
            case REFUSAL -> {
                ObjectNode completion = completion(said);
                ObjectNode message = (ObjectNode) completion.at("/choices/0/message");
                message.putNull("content").put("refusal", said.text());
                yield Reply.json(200, completion.toString());
            }
            case QUOTA -> Reply.json(429, error(said, "insufficient_quota"));
            case CONTEXT_TOO_LONG -> Reply.json(400, error(said, "context_length_exceeded"));
            case UNAUTHORIZED -> Reply.json(401, error(said, "invalid_api_key"));
            default -> Reply.json(said.kind().status(), error(said, "other"));
        };
    }

    private static ObjectNode completion(Outcome said) {
        ObjectNode completion = JsonNodeFactory.instance.objectNode().put("object", "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", said.finish() == Finish.STOP ? "stop" : "length");
        choice.putObject("message").put("role", "assistant").put("content", said.text());
        ObjectNode usage = completion.putObject("usage");
        usage.put("prompt_tokens", said.usage().input());
        usage.put("completion_tokens", said.usage().output());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", said.usage().cacheRead());
        return completion;
    }

    private static String error(Outcome said, String code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", said.text())
                .put("type", "some_error")
                .put("code", code);
        return body.toString();
    }
}
