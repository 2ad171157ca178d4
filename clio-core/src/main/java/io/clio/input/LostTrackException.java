package io.clio.input;

import java.io.IOException;

/** A stream in which nobody can say any more where its records begin and end. What comes after is lost. */
final class LostTrackException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    LostTrackException(String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
