package io.clio.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.llm.LanguageModelException;
import io.clio.spi.Embedder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vectors from a service that speaks the protocol of OpenAI, {@code POST /v1/embeddings}.
 *
 * <p><b>Text of conversations leaves the process when this is used.</b> Every text that is embedded goes to the service
 * whose address you give. It was redacted before, which takes out structured identifiers of the kinds that the
 * detectors know, and nothing else: names, places and stories stay in it. Whoever runs the service can read and keep
 * it. What the release gate promises holds for results, not for what is sent here. An embedder that runs in process
 * sends nothing.
 *
 * <pre>{@code
 * Embedder embedder = OpenAiEmbedder.builder(URI.create("https://embeddings.example.org/v1"), "some-model")
 *         .apiKey(System.getenv("EMBEDDINGS_KEY"))
 *         .build();
 * }</pre>
 *
 * <p>Equal texts of a call are sent once. A blank text is sent as a full stop, since services refuse empty ones; a text
 * that is too long keeps its start and its end. That the vector of a text depends on the text alone is up to the
 * service: many give numbers that differ in the last digits from call to call, and then two runs may differ.
 *
 * <p>Requests go one after the other. One that fails for a reason that may pass (status 408, 425, 429, or from 500 on;
 * a connection that breaks; no answer in time; an answer that is not JSON) is repeated a few times, after a wait with
 * jitter that is no shorter than {@code Retry-After} asks for. Other failures are final at once, among them a key that
 * is not accepted, a quota that is used up, and an answer with the wrong number, order, length or kind of vectors. No
 * message holds a text, an answer, the address or the key. Nothing is logged, and redirects are not followed.
 *
 * <p>Safe for use by several threads.
 */
public final class OpenAiEmbedder implements Embedder {
    private final RetryingClient client;
    private final TextBatches batches;
    private final String model;
    private final int dimensions;
    private final boolean unit;
    private final boolean alignsLanguages;
    private final AtomicInteger known;

    private OpenAiEmbedder(Builder settings, RetryingClient client) {
        this.client = client;
        batches = new TextBatches(settings.mostTexts, settings.mostCharacters, settings.longestText);
        model = settings.model();
        dimensions = settings.dimensions;
        unit = settings.unit;
        alignsLanguages = settings.alignsLanguages;
        known = new AtomicInteger(dimensions);
    }

    /**
     * Starts an embedder.
     *
     * @param baseUrl the address up to and with the version, such as {@code https://api.example.org/v1}; {@code http}
     *     only on this machine, unless {@link Builder#plainHttp()} allows it
     * @param model what the service calls the model
     * @return a builder with the defaults
     */
    public static Builder builder(URI baseUrl, String model) {
        return new Builder(baseUrl, model);
    }

    /**
     * Sends texts to the service.
     *
     * @throws CancellationException if the thread is interrupted, and a call under way is given up; the interrupt
     *     status stays set
     * @throws IllegalStateException if the service gave no answer that can be used; the cause says whether it may later
     */
    @Override
    public Embeddings embed(List<SensitiveText> texts) {
        List<Integer> places = new ArrayList<>();
        Map<String, Integer> distinct = new LinkedHashMap<>();
        for (SensitiveText text : texts) {
            String sent = batches.prepare(text.reveal());
            Integer place = distinct.putIfAbsent(sent, distinct.size());
            places.add(place == null ? distinct.size() - 1 : place);
        }
        List<float[]> vectors = new ArrayList<>();
        try {
            for (List<String> batch : batches.split(List.copyOf(distinct.keySet()))) {
                vectors.addAll(List.of(ask(batch)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while embedding").initCause(e);
        } catch (LanguageModelException e) {
            throw new IllegalStateException("embedding failed: " + e.getMessage(), e);
        }
        return gather(places, vectors);
    }

    private float[][] ask(List<String> batch) throws LanguageModelException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("model", model);
        ArrayNode input = request.putArray("input");
        batch.forEach(input::add);
        if (dimensions > 0) {
            request.put("dimensions", dimensions);
        }
        float[][] vectors = EmbeddingAnswer.read(client.post("embeddings", request), batch.size(), known.get());
        if (!known.compareAndSet(0, vectors[0].length) && known.get() != vectors[0].length) {
            throw EmbeddingAnswer.refused(
                    "data[0].embedding", vectors[0].length + " numbers", known.get() + " numbers");
        }
        if (unit) {
            for (int i = 0; i < vectors.length; i++) {
                scale(vectors[i], i);
            }
        }
        return vectors;
    }

    private static void scale(float[] vector, int place) throws LanguageModelException.Final {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        if (squares == 0) {
            throw EmbeddingAnswer.refused("data, text " + place, "zeros alone", "a vector with a direction");
        }
        double length = Math.sqrt(squares);
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (vector[d] / length);
        }
    }

    private Embeddings gather(List<Integer> places, List<float[]> vectors) {
        int width = Math.max(1, known.get());
        int most = (Integer.MAX_VALUE - 8) / width;
        if (places.size() > most) {
            throw new IllegalArgumentException("at most " + most + " texts fit into one call, got " + places.size());
        }
        float[] values = new float[places.size() * width];
        for (int row = 0; row < places.size(); row++) {
            System.arraycopy(vectors.get(places.get(row)), 0, values, row * width, width);
        }
        return Embeddings.wrap(values, width);
    }

    /** What {@link Builder#alignsLanguages(boolean)} said; true by default. */
    @Override
    public boolean alignsLanguages() {
        return alignsLanguages;
    }

    /** The service's name of the model, and what was asked of it; not the address. */
    @Override
    public String name() {
        return model + (dimensions > 0 ? ", " + dimensions + " dimensions" : "") + ", remote";
    }

    /** Prints the name, and neither the address nor the key. */
    @Override
    public String toString() {
        return "OpenAiEmbedder[" + name() + "]";
    }

    /** The settings of an embedder to be. Confined to one thread. */
    public static final class Builder extends ServiceBuilder<Builder> {
        private int dimensions;
        private int mostTexts = 256;
        private int mostCharacters = 100_000;
        private int longestText = 8_000;
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private RetryingClient.Pause pause = wait -> Thread.sleep(wait.toMillis());
        private boolean unit = true;
        private boolean alignsLanguages = true;

        private Builder(URI baseUrl, String model) {
            super(baseUrl, model, Duration.ofMinutes(1));
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Asks for vectors of a length of one's own, which not every model gives.
         *
         * @param dimensions at least 1; by default the model decides
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder dimensions(int dimensions) {
            this.dimensions = atLeastOne("dimensions", dimensions);
            return this;
        }

        /**
         * Sets how much goes into one request.
         *
         * @param texts at most, at least 1; 256 by default
         * @param characters at most, all texts together, at least 1; 100,000 by default. A longer text goes alone
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder batch(int texts, int characters) {
            mostTexts = atLeastOne("texts", texts);
            mostCharacters = atLeastOne("characters", characters);
            return this;
        }

        /**
         * Sets how long a text may be before its middle is left out.
         *
         * @param characters at least 16; 8,000 by default, which models with room for 8,000 tokens take in most scripts
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder longestText(int characters) {
            if (characters < 16) {
                throw new IllegalArgumentException("longestText must be >= 16, got " + characters);
            }
            longestText = characters;
            return this;
        }

        /**
         * Sets how often a request that failed for a reason that may pass is sent.
         *
         * @param attempts at most, the first included; 5 by default
         * @param firstWait before the second attempt, doubled before each further one; half a second by default
         * @param longestWait before any attempt, a minute by default; a service that asks for more is not asked again
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder retries(int attempts, Duration firstWait, Duration longestWait) {
            retries = new RetryPolicy(attempts, firstWait, longestWait);
            return this;
        }

        /**
         * Sets whether vectors are scaled to unit length, so that closeness is the cosine.
         *
         * @param unit true by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder normalize(boolean unit) {
            this.unit = unit;
            return this;
        }

        /**
         * Says whether the model gives texts of one meaning in two languages vectors that are close.
         *
         * @param aligns true by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder alignsLanguages(boolean aligns) {
            alignsLanguages = aligns;
            return this;
        }

        @CanIgnoreReturnValue
        Builder pause(RetryingClient.Pause pause) {
            this.pause = pause;
            return this;
        }

        /**
         * Makes the embedder; nothing is sent yet.
         *
         * @return a new embedder
         * @throws IllegalArgumentException if the address is none, or not encrypted
         */
        public OpenAiEmbedder build() {
            return new OpenAiEmbedder(this, new RetryingClient(client(), retries, pause));
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be >= 1, got " + value);
            }
            return value;
        }
    }
}
