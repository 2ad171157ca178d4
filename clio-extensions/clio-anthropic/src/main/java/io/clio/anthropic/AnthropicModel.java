package io.clio.anthropic;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.http.ApiClient;
import io.clio.http.Connection;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A language model behind the Messages API of Anthropic, {@code POST /v1/messages} and, for batches,
 * {@code /v1/messages/batches}, in version 2023-06-01 of the protocol.
 *
 * <p><b>Text of conversations leaves the process when this is used.</b> Every prompt goes to the service whose address
 * you give; whoever runs it can read and keep it. The answers of a batch stay there for some weeks.
 *
 * <pre>{@code
 * LanguageModel model = AnthropicModel.builder(URI.create("https://api.anthropic.com/v1"), "some-model")
 *         .apiKey(System.getenv("ANTHROPIC_KEY"))
 *         .build();
 * }</pre>
 *
 * <p>Answers of a schema are asked for with {@code output_config}, which holds the model to the schema while it writes;
 * a tool that it must call, the way before that, does not. The service does not take a schema and a prefill together:
 * such a request is refused here. Temperatures above 1, which it does not know, are sent as 1. The prompt is put into
 * its cache up to the last message that is shared, and tokens from there and for it are told; how short a prompt may be
 * for that is the service's to say.
 *
 * <p>A call is made once: whoever calls repeats it. No message holds a text, an answer, the address or the key; nothing
 * is logged, and redirects are not followed. {@code docs/llm.md} lists what is thrown when.
 *
 * <p>Safe for use by several threads.
 */
public final class AnthropicModel implements BatchLanguageModel {
    private final ApiClient client;
    private final MessageFormat format;
    private final MessageBatches batches;
    private final Capabilities capabilities;

    private AnthropicModel(ApiClient client, MessageFormat format, Capabilities capabilities) {
        this.client = client;
        this.format = format;
        this.capabilities = capabilities;
        batches = new MessageBatches(client, format);
    }

    /**
     * Starts a model.
     *
     * @param baseUrl the address up to and with the version, such as {@code https://api.anthropic.com/v1}; {@code http}
     *     only on this machine, unless {@link Builder#plainHttp()} allows it
     * @param model what the service calls the model
     * @return a builder with the defaults
     */
    public static Builder builder(URI baseUrl, String model) {
        return new Builder(baseUrl, model);
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        capabilities.require(request);
        return MessageFormat.read(client.post("messages", format.write(request)));
    }

    /**
     * Schemas, unless {@link Builder#withoutSchemas()} was said; a cache; prefills if {@link Builder#withPrefill()}.
     */
    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The service's name of the model; not the address. */
    @Override
    public String name() {
        return format.model();
    }

    /** As many as Anthropic takes, 100,000; all of them together may have at most 256 MB. */
    @Override
    public int mostRequests() {
        return MessageBatches.MOST_REQUESTS;
    }

    @Override
    public String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        require(requests);
        return batches.submit(requests);
    }

    @Override
    public BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        return batches.poll(batch);
    }

    @Override
    public Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        return batches.collect(batch);
    }

    @Override
    public void cancel(List<String> ids) throws LanguageModelException, InterruptedException {
        batches.cancel(ids);
    }

    /** Prints the name, and neither the address nor the key. */
    @Override
    public String toString() {
        return "AnthropicModel[" + name() + "]";
    }

    /** The settings of a model to be. Confined to one thread. */
    public static final class Builder {
        private final Connection connection;
        private boolean temperature = true;
        private boolean schema = true;
        private boolean prefill;
        private int contextTokens;

        private Builder(URI baseUrl, String model) {
            connection = new Connection(baseUrl, model, Duration.ofMinutes(2));
        }

        /**
         * Sets the key, which is sent as {@code x-api-key} and never printed.
         *
         * @param key visible ASCII characters; by default none is sent
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder apiKey(String key) {
            connection.apiKey(key);
            return this;
        }

        /**
         * Sets how long a call may take, from connecting to the last byte of the answer.
         *
         * @param timeout at least a millisecond; two minutes by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder timeout(Duration timeout) {
            connection.timeout(timeout);
            return this;
        }

        /**
         * Says that answers can begin with given words. Models up to Claude 4.5 take such a prefill, those after it
         * refuse it, so it is not the default.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder withPrefill() {
            prefill = true;
            return this;
        }

        /**
         * Sends no temperature, for models that refuse to be told one, among them Claude Opus from 4.7 on.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder withoutTemperature() {
            temperature = false;
            return this;
        }

        /**
         * Says that the model cannot keep to a schema, as older ones cannot; requests with one are refused then.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder withoutSchemas() {
            schema = false;
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
         * Allows {@code http://} to other machines: whoever is on the way reads texts and key.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder plainHttp() {
            connection.plainHttp();
            return this;
        }

        /**
         * Makes the model; nothing is sent yet.
         *
         * @return a new model
         * @throws IllegalArgumentException if the address is none, or not encrypted
         */
        public AnthropicModel build() {
            return new AnthropicModel(
                    connection.client(AnthropicDialect.DIALECT),
                    new MessageFormat(connection.model(), temperature),
                    new Capabilities(schema, prefill, true, contextTokens));
        }

        /** Prints the model, and neither the address nor the key. */
        @Override
        public String toString() {
            return "AnthropicModel.Builder[" + connection.model() + "]";
        }
    }
}
