package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.conversation.Subject;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on its way to an answer, over as many calls as that takes. Guarded by the lock of its desk. */
final class Flight {
    final HashCode key;
    final CompletionRequest request;
    final List<Subject> about;
    final long inputEstimate;
    final long number;
    /** Who waits for the answer: more than one where several ask the same. */
    final List<Asking.Slot<?>> waiting = new ArrayList<>();

    /** How many calls were made. */
    int calls;
    /** How many of them failed, but for those that were told to come back later. */
    int attempts;
    /** When the request is given up; counts from its first call. */
    long deadline = Long.MAX_VALUE;
    /** When it may be tried again. */
    long notBefore;
    /** Why the last call gave no answer. */
    @Nullable
    LanguageModelException failure;
    /** The call under way, if one is. */
    @Nullable
    Call call;
    /** The batch it is in, if it is in one. */
    @Nullable
    Batch batch;
    /** Whether it has calls of its own, and is put into no batch. */
    boolean alone;
    /** Until when it is offered to a provider that takes no batch; counts from the first time. */
    long offeredUntil = Long.MAX_VALUE;

    Flight(HashCode key, CompletionRequest request, List<Subject> about, long inputEstimate, long number) {
        this.key = key;
        this.request = request;
        this.about = about;
        this.inputEstimate = inputEstimate;
        this.number = number;
    }
}
