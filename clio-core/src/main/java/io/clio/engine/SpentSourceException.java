package io.clio.engine;

/** A source that serves one run was asked for a second one. Says nothing of what it read, so a run lets it through. */
public final class SpentSourceException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** The failure of a stream. */
    public SpentSourceException() {
        super("a stream of conversations serves one run; use an Iterable for more");
    }
}
