package io.clio.testkit.llm;

import java.net.URI;
import java.time.Duration;

/**
 * Where the kit's provider is and how a model is to call it. Prints neither address nor key.
 *
 * @param base the address, {@code http://127.0.0.1} with a port and without a path; a path of the provider's own, such
 *     as {@code /v1}, is appended by the adapter or its test
 * @param key the secret; visible ASCII
 * @param model what the provider calls the model
 * @param timeout of a call as a whole, from connecting to the last byte of the answer
 */
public record Service(URI base, String key, String model, Duration timeout) {
    /** Prints the model and the time-out. */
    @Override
    public String toString() {
        return "Service[" + model + ", " + timeout + "]";
    }
}
