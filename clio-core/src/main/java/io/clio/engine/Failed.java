package io.clio.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells that something failed by the kind of the failure and where in the code it happened. Its message and its causes
 * are left behind: they come from code that has seen conversations, and may quote them.
 */
final class Failed {
    private Failed() {}

    static IllegalStateException at(String what, Throwable failure) {
        IllegalStateException told = new IllegalStateException(
                what + " failed: " + failure.getClass().getName());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    /** A source that cannot be read on: of its failures only those that name a file and what is wrong with it stay. */
    static UncheckedIOException reading(IOException failure) {
        IOException told = failure;
        if (!(failure instanceof FileSystemException)) {
            told = new IOException(failure.getClass().getName());
            told.setStackTrace(failure.getStackTrace());
        }
        return new UncheckedIOException(
                "the source of conversations cannot be read: "
                        + failure.getClass().getName(),
                told);
    }

    /** What went wrong in a pool, which may tell it by a copy with the failure as its cause. */
    static Throwable original(ExecutionException told) {
        @Nullable Throwable failure = told.getCause();
        if (failure == null) {
            return told;
        }
        @Nullable Throwable cause = failure.getCause();
        return cause != null && cause.getClass() == failure.getClass() ? cause : failure;
    }
}
