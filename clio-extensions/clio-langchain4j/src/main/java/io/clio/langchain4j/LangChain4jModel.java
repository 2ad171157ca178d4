package io.clio.langchain4j;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind a {@link ChatModel} of LangChain4j, of whatever provider.
 *
 * <p><b>Text of conversations goes where that provider is</b>, and through its library, which is not Clio's: switch off
 * its logging of requests and answers, its listeners that keep them, and its retries, for Clio retries and counts what
 * it spends.
 *
 * <pre>{@code
 * ChatModel chat = OpenAiChatModel.builder()
 *         .apiKey(System.getenv("MODELS_KEY"))
 *         .modelName("some-model")
 *         .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
 *         .strictJsonSchema(true)
 *         .maxRetries(0)
 *         .build();
 * LanguageModel model = LangChain4jModel.of(chat);
 * }</pre>
 *
 * <p>Schemas are given to it where it says that it supports them, and refused otherwise. Prefills are refused:
 * LangChain4j has none. The hint at a cache is passed over. Usage and the reason why an answer ends are what
 * LangChain4j tells; it does not tell how long a provider asks to wait. No message holds a text, an answer, or the
 * message of an exception. {@code docs/llm.md} lists what is thrown when.
 *
 * <p>A call runs in a thread of its own, so that it can be given up when it takes too long: that thread is interrupted
 * then, and goes on as long as the provider's library does not heed it. Safe for use by several threads if the chat
 * model is.
 */
public final class LangChain4jModel implements LanguageModel {
    /** Threads end after a minute without a call. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "clio-langchain4j");
        thread.setDaemon(true);
        return thread;
    });

    private final ChatModel model;
    private final String name;
    private final Duration timeout;
    private final Capabilities capabilities;

    private LangChain4jModel(ChatModel model, String name, Duration timeout, Capabilities capabilities) {
        this.model = model;
        this.name = name;
        this.timeout = timeout;
        this.capabilities = capabilities;
    }

    /**
     * A model with the defaults.
     *
     * @param model of LangChain4j, which knows its name
     * @return a model that asks it
     * @throws IllegalArgumentException if it does not know its name; give it one with {@link #builder}
     */
    public static LangChain4jModel of(ChatModel model) {
        return builder(model).build();
    }

    /**
     * Starts a model.
     *
     * @param model of LangChain4j
     * @return a builder with the defaults
     */
    public static Builder builder(ChatModel model) {
        return new Builder(model);
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        capabilities.require(request);
        ChatRequest chat = ChatExchange.write(request);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call");
        }
        Future<@Nullable ChatResponse> answer = THREADS.submit(() -> model.chat(chat));
        try {
            return ChatExchange.read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new Retriable(
                    Retriable.Reason.TIMEOUT, "LangChain4j did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error broken) {
                throw broken;
            }
            throw ChatFailure.of(e.getCause() == null ? e : e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Schemas, if the chat model says that it supports them; no prefill, no cache. */
    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** What {@link Builder#name} said; by default the name of the model that the chat model asks. */
    @Override
    public String name() {
        return name;
    }

    /** Prints the name, and nothing of the chat model, which may print its key. */
    @Override
    public String toString() {
        return "LangChain4jModel[" + name + "]";
    }

    /** The settings of a model to be. Confined to one thread. */
    public static final class Builder {
        private final ChatModel model;
        private @Nullable String name;
        private Duration timeout = Duration.ofMinutes(2);
        private int contextTokens;

        private Builder(ChatModel model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        /**
         * Sets what stands in a result's provenance, and tells answers in a cache apart.
         *
         * @param name not blank; by default the name of the model in the chat model's default parameters
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets how long a call may take as a whole. Time-outs of the chat model's own stay.
         *
         * @param timeout at least a millisecond; two minutes by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder timeout(Duration timeout) {
            if (timeout.toMillis() < 1) {
                throw new IllegalArgumentException("timeout must be at least 1 ms, got " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Says how much fits into the model.
         *
         * @param tokens of prompt and answer together, at least 1; by default it is not known
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder contextTokens(int tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("contextTokens must be >= 1, got " + tokens);
            }
            contextTokens = tokens;
            return this;
        }

        /**
         * Makes the model; nothing is sent yet.
         *
         * @return a new model
         * @throws IllegalArgumentException if it has no name
         */
        public LangChain4jModel build() {
            String known = name == null ? model.defaultRequestParameters().modelName() : name;
            if (known == null || known.isBlank()) {
                throw new IllegalArgumentException(
                        "the chat model does not know its name: give it one, LangChain4jModel.builder(model).name(…)");
            }
            boolean schema = model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            return new LangChain4jModel(model, known, timeout, new Capabilities(schema, false, false, contextTokens));
        }

        /** Prints nothing of the chat model, which may print its key. */
        @Override
        public String toString() {
            return "LangChain4jModel.Builder";
        }
    }
}
