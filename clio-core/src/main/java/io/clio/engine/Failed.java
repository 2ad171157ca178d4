package io.clio.engine;

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
