package io.clio.http;

import java.util.Map;

/**
 * What each service does in its own way.
 *
 * @param keyHeader the header in which it wants its key
 * @param keyPrefix what stands there before the key, such as {@code "Bearer "}
 * @param headers what else every request carries
 * @param errors what its errors mean
 */
public record Dialect(String keyHeader, String keyPrefix, Map<String, String> headers, ErrorCodes errors) {

    // Copies the headers.
    public Dialect {
        headers = Map.copyOf(headers);
    }
}
