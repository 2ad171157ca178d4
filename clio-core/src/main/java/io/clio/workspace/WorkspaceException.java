package io.clio.workspace;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A workspace cannot be used. The message names the place, what was expected and what to do; it never holds anything of
 * a conversation, a user id or a key. Whatever the reason, nothing that was stored is removed.
 */
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Another process, or another run of this one, has it open. */
        IN_USE,
        /** No key was given, and what is asked for needs one. */
        NO_KEY,
        /** The key is not the one that it was sealed with. */
        WRONG_KEY,
        /** A file is truncated, or was changed. */
        DAMAGED,
        /** A newer version of Clio wrote it. */
        NEWER_FORMAT,
        /** The disk is full, or cannot be read or written. */
        DISK,
        /** A run was to be resumed, and there is nothing of one. */
        NOTHING_TO_RESUME,
        /** A grant has expired. */
        EXPIRED_GRANT
    }

    private final Reason reason;

    WorkspaceException(Reason reason, Path place, String what) {
        this(reason, place, what, null);
    }

    WorkspaceException(Reason reason, Path place, String what, @Nullable Throwable cause) {
        super("workspace " + place + ": " + what, cause);
        this.reason = reason;
    }

    static WorkspaceException disk(Path place, String failed, IOException cause) {
        return new WorkspaceException(
                Reason.DISK,
                place,
                failed + " failed (" + cause.getMessage() + "); all that was committed is still there: "
                        + "make room or repair access, and run again",
                cause);
    }

    /**
     * Why the workspace cannot be used.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
