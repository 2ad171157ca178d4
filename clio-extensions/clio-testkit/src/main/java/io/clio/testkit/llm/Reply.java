package io.clio.testkit.llm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server sends back, and how. Immutable; prints no text.
 *
 * @param status of HTTP
 * @param headers besides the length
 * @param body sent as UTF-8
 * @param delivery how it is sent
 */
public record Reply(int status, Map<String, String> headers, String body, Delivery delivery) {
    /** How an answer reaches the caller, if it does. */
    public enum Delivery {
        /** As it should. */
        WHOLE,
        /** The connection is reset before the first byte. */
        RESET,
        /** The connection is closed before the first byte. */
        CLOSED,
        /** Half of the body, then the connection is closed. */
        BROKEN_OFF,
        /** Nothing at all, as long as the caller waits. */
        SILENCE,
        /** Half of the body, then nothing, as long as the caller waits. */
        STALLED,
        /** A blank every now and then, before a body that never comes. */
        DRIPPING
    }

    // Copies the headers.
    public Reply {
        headers = Map.copyOf(headers);
    }

    /**
     * JSON, sent as it should.
     *
     * @param status of HTTP
     * @param body JSON text
     * @return the reply
     */
    public static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body, Delivery.WHOLE);
    }

    /**
     * The page of some machine in between, which speaks no JSON.
     *
     * @param status of HTTP
     * @param body the page
     * @return the reply
     */
    public static Reply page(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/html"), body, Delivery.WHOLE);
    }

    /**
     * The same with another header.
     *
     * @param name of the header
     * @param value of the header
     * @return a new reply
     */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, delivery);
    }

    /**
     * The same with another body.
     *
     * @param other the body
     * @return a new reply
     */
    public Reply saying(String other) {
        return new Reply(status, headers, other, delivery);
    }

    /**
     * The same, sent otherwise.
     *
     * @param other how it is sent
     * @return a new reply
     */
    public Reply by(Delivery other) {
        return new Reply(status, headers, body, other);
    }

    /** Prints status, length and delivery. */
    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length() + " characters, " + delivery + "]";
    }
}
