package io.clio.privacy.detect;

import java.io.Serial;

/**
 * A recogniser of the user's own failed on a text, so that nobody knows what the text holds. Neither the message nor a
 * cause holds any of it.
 */
public final class RecognizerFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String failure;

    RecognizerFailedException(String kind, String failure) {
        super("the recognizer of '" + kind + "' failed: " + failure);
        this.kind = kind;
        this.failure = failure;
    }

    /**
     * Which recogniser failed.
     *
     * @return its kind
     */
    public String kind() {
        return kind;
    }

    /**
     * How it failed.
     *
     * @return the simple name of what it threw, or what is wrong with its answer
     */
    public String failure() {
        return failure;
    }
}
