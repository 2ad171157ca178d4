package io.clio.explorer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpFields;

/**
 * An answer of the server, with the headers that every answer has.
 *
 * @param status the status
 * @param type the media type of the body
 * @param body the body; sent from a copy of the buffer
 * @param policy the content security policy
 * @param more further headers
 */
record Answer(int status, String type, ByteBuffer body, String policy, Map<String, String> more) {
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'";
    private static final List<Map.Entry<String, String>> ALWAYS = List.of(
            Map.entry("Cache-Control", "no-store"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Cross-Origin-Embedder-Policy", "require-corp"),
            Map.entry("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

    /** A page under the policy that it needs. */
    static Answer html(int status, byte[] page, String policy) {
        return new Answer(status, "text/html; charset=utf-8", ByteBuffer.wrap(page), policy, Map.of());
    }

    static Answer json(byte[] json) {
        return new Answer(200, "application/json; charset=utf-8", ByteBuffer.wrap(json), NOTHING, Map.of());
    }

    /** A status and a sentence of our own: nothing of the request is repeated. */
    static Answer plain(int status, String sentence) {
        byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "text/plain; charset=utf-8", ByteBuffer.wrap(body), NOTHING, Map.of());
    }

    /** To the list of runs, by GET. */
    static Answer home() {
        return plain(303, "Go on to the list of runs.").with("Location", "/");
    }

    Answer with(String header, String value) {
        Map<String, String> all = new TreeMap<>(more);
        all.put(header, value);
        return new Answer(status, type, body, policy, Map.copyOf(all));
    }

    void writeHeaders(HttpFields.Mutable headers) {
        headers.put("Content-Type", type);
        headers.put("Content-Security-Policy", policy + "; frame-ancestors 'none'");
        ALWAYS.forEach(header -> headers.put(header.getKey(), header.getValue()));
        more.forEach(headers::put);
    }
}
