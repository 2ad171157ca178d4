package io.clio.http;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client to be: what all services have to be told. Prints nothing of them; confined to one thread.
 */
public final class Connection {
    private final URI baseUrl;
    private final String model;
    private Duration timeout;
    private @Nullable ApiKey key;
    private boolean plainHttp;

    /**
     * Starts with a service and a model.
     *
     * @param baseUrl the address up to and with the version
     * @param model what the service calls the model
     * @param timeout of a call as a whole
     */
    public Connection(URI baseUrl, String model, Duration timeout) {
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
        this.model = Objects.requireNonNull(model, "model");
        this.timeout = timeout;
        if (model.isBlank()) {
            throw new IllegalArgumentException("the model must have a name");
        }
    }

    /**
     * What the service calls the model.
     *
     * @return the name
     */
    public String model() {
        return model;
    }

    /**
     * Sets the key.
     *
     * @param value visible ASCII characters; by default none is sent
     */
    public void apiKey(String value) {
        key = new ApiKey(value);
    }

    /**
     * Sets how long a call may take, from connecting to the last byte of the answer.
     *
     * @param value at least a millisecond
     */
    public void timeout(Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1 ms, got " + value);
        }
        timeout = value;
    }

    /** Allows {@code http://} to other machines: whoever is on the way reads texts and key. */
    public void plainHttp() {
        plainHttp = true;
    }

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param dialect of the service
     * @return a new client
     * @throws IllegalArgumentException if the address is none, or not encrypted
     */
    public ApiClient client(Dialect dialect) {
        return new ApiClient(Endpoint.of(baseUrl, plainHttp), key, timeout, dialect);
    }

    /** Prints neither the address nor the key. */
    @Override
    public String toString() {
        return "Connection[" + model + "]";
    }
}
