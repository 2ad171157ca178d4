package io.clio.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.clio.conversation.SensitiveText;
import io.clio.http.Json;
import io.clio.http.WellFormed;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers in the words of LangChain4j. */
final class ChatExchange {

    private ChatExchange() {}

    /**
     * Writes a request.
     *
     * @param request what is asked
     * @return what is given to LangChain4j
     * @throws Final if the schema is no JSON object
     */
    static ChatRequest write(CompletionRequest request) throws Final {
        List<ChatMessage> messages =
                request.messages().stream().map(ChatExchange::message).toList();
        ChatRequest.Builder chat = ChatRequest.builder()
                .messages(messages)
                .temperature(request.temperature())
                .maxOutputTokens(request.maxTokens());
        if (request.schema().isPresent()) {
            chat.responseFormat(format(request.schema().get()));
        }
        return chat.build();
    }

    private static ChatMessage message(PromptMessage message) {
        String text = WellFormed.of(message.text().reveal());
        return switch (message.speaker()) {
            case SYSTEM -> SystemMessage.from(text);
            case USER -> UserMessage.from(text);
            case ASSISTANT -> AiMessage.from(text);
        };
    }

    private static ResponseFormat format(AnswerSchema schema) throws Final {
        JsonSchema raw = JsonSchema.builder()
                .name(schema.name())
                .rootElement(JsonRawSchema.from(Json.read(schema).toString()))
                .build();
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(raw)
                .build();
    }

    /**
     * Reads an answer. A provider that does not say why it ends is taken to have said all.
     *
     * @param response of LangChain4j
     * @return what the model answered
     * @throws LanguageModelException if there is no text, or it ends for another reason
     */
    static Completion read(@Nullable ChatResponse response) throws LanguageModelException {
        if (response == null || response.aiMessage() == null) {
            throw malformed("no message");
        }
        Completion.Finish finish = finish(response.finishReason());
        String text = response.aiMessage().text();
        if (text == null && response.finishReason() == null) {
            throw malformed("a message with neither a text nor an end");
        }
        // LangChain4j has no empty texts.
        return new Completion(SensitiveText.of(text == null ? "" : text), finish, usage(response.tokenUsage()));
    }

    private static Completion.Finish finish(@Nullable FinishReason reason) throws LanguageModelException {
        if (reason == null) {
            return Completion.Finish.STOP;
        }
        return switch (reason) {
            case STOP -> Completion.Finish.STOP;
            case LENGTH -> Completion.Finish.LENGTH;
            case CONTENT_FILTER ->
                throw new Final(Final.Reason.REFUSED, "a filter of the provider held the answer back");
            case TOOL_EXECUTION, OTHER -> throw malformed("an answer that ends for the reason " + reason);
        };
    }

    private static TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) throws Retriable {
        if (usage == null) {
            return TokenUsage.NONE;
        }
        int input = count(usage.inputTokenCount());
        int output = count(usage.outputTokenCount());
        if (input < 0 || output < 0) {
            throw malformed("fewer tokens than none");
        }
        return TokenUsage.of(input, output);
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private static Retriable malformed(String found) {
        return new Retriable(
                Retriable.Reason.MALFORMED_ANSWER,
                "LangChain4j gave " + found + ", expected a text that is whole or cut off");
    }
}
