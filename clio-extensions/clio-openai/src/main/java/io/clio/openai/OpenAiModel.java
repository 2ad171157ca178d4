package io.clio.openai;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.http.ApiClient;
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
 * A language model behind a service that speaks the protocol of OpenAI, {@code POST /v1/chat/completions} and, for
 * batches, {@code /v1/files} and {@code /v1/batches}.
 *
 * <p><b>Text of conversations leaves the process when this is used.</b> Every prompt goes to the service whose address
 * you give; whoever runs it can read and keep it. The files of a batch stay with the service until it removes them
 * (OpenAI: after 30 days, unless you delete them).
 *
 * <pre>{@code
 * LanguageModel model = OpenAiModel.builder(URI.create("https://models.example.org/v1"), "some-model")
 *         .apiKey(System.getenv("MODELS_KEY"))
 *         .build();
 * }</pre>
 *
 * <p>Answers of a schema are asked for with {@code response_format} and {@code strict}. Prefills are refused: the
 * protocol has none. Prompts are cached by the service itself, so the hint is passed over, and the tokens that came
 * from its cache are told. A call is made once: whoever calls repeats it. No message holds a text, an answer, the
 * address or the key; nothing is logged, and redirects are not followed. {@code docs/llm.md} lists what is thrown when.
 *
 * <p>Safe for use by several threads.
 */
public final class OpenAiModel implements BatchLanguageModel {
    private final ApiClient client;
    private final ChatFormat format;
    private final ChatBatches batches;
    private final Capabilities capabilities;

    private OpenAiModel(ApiClient client, ChatFormat format, Capabilities capabilities) {
        this.client = client;
        this.format = format;
        this.capabilities = capabilities;
        batches = new ChatBatches(client, format);
    }

    /**
     * Starts a model.
     *
     * @param baseUrl the address up to and with the version, such as {@code https://api.example.org/v1}; {@code http}
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
        return ChatFormat.read(client.post("chat/completions", format.write(request)));
    }

    /** Schemas, unless {@link Builder#withoutSchemas()} was said, and a cache; no prefill. */
    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The service's name of the model; not the address. */
    @Override
    public String name() {
        return format.model();
    }

    /** As many as OpenAI takes, 50,000; all of them together may have at most 200 MB. */
    @Override
    public int mostRequests() {
        return ChatBatches.MOST_REQUESTS;
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
        return "OpenAiModel[" + name() + "]";
    }

    /** The settings of a model to be. Confined to one thread. */
    public static final class Builder extends ServiceBuilder<Builder> {
        private String mostTokens = "max_completion_tokens";
        private boolean temperature = true;
        private boolean schema = true;
        private int contextTokens;

        private Builder(URI baseUrl, String model) {
            super(baseUrl, model, Duration.ofMinutes(2));
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Bounds answers by {@code max_tokens} in place of {@code max_completion_tokens}, which many servers other than
         * OpenAI's do not know, and pass over in silence.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder olderServer() {
            mostTokens = "max_tokens";
            return this;
        }

        /**
         * Sends no temperature, for models that think and refuse to be told one.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder withoutTemperature() {
            temperature = false;
            return this;
        }

        /**
         * Says that the model cannot keep to a schema; requests with one are refused then.
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
         * Makes the model; nothing is sent yet.
         *
         * @return a new model
         * @throws IllegalArgumentException if the address is none, or not encrypted
         */
        public OpenAiModel build() {
            return new OpenAiModel(
                    client(),
                    new ChatFormat(model(), mostTokens, temperature),
                    new Capabilities(schema, false, true, contextTokens));
        }
    }
}
