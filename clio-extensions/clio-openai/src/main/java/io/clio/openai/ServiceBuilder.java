package io.clio.openai;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.http.ApiClient;
import io.clio.http.Connection;
import java.net.URI;
import java.time.Duration;

/**
 * The settings that a model and an embedder have in common.
 *
 * @param <B> the builder itself
 */
abstract class ServiceBuilder<B extends ServiceBuilder<B>> {
    private final Connection connection;

    ServiceBuilder(URI baseUrl, String model, Duration timeout) {
        connection = new Connection(baseUrl, model, timeout);
    }

    abstract B self();

    final String model() {
        return connection.model();
    }

    final ApiClient client() {
        return connection.client(OpenAiDialect.DIALECT);
    }

    /**
     * Sets the key, which is sent as a bearer token and never printed.
     *
     * @param key visible ASCII characters; by default none is sent
     * @return this builder
     */
    @CanIgnoreReturnValue
    public B apiKey(String key) {
        connection.apiKey(key);
        return self();
    }

    /**
     * Sets how long a request may take, each repetition by itself, from connecting to the last byte of the answer.
     *
     * @param timeout at least a millisecond; by default a minute for an embedder, two for a language model
     * @return this builder
     */
    @CanIgnoreReturnValue
    public B timeout(Duration timeout) {
        connection.timeout(timeout);
        return self();
    }

    /**
     * Allows {@code http://} to other machines: whoever is on the way reads texts and key.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public B plainHttp() {
        connection.plainHttp();
        return self();
    }

    /** Prints the model, and neither the address nor the key. */
    @Override
    public String toString() {
        return getClass().getEnclosingClass().getSimpleName() + ".Builder[" + model() + "]";
    }
}
