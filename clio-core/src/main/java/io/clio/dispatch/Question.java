package io.clio.dispatch;

import io.clio.conversation.Subject;
import io.clio.llm.CompletionRequest;
import java.util.List;
import java.util.Objects;

/**
 * Something to be asked of a language model. Prints counts only, for the key may be an id.
 *
 * @param key what the reply is known by; the dispatcher does not look at it
 * @param request what is asked
 * @param about the users whose conversations the request was made from; a stored answer goes when any of them is
 *     forgotten, and whenever anybody is if the list is empty, because it cannot be told whose they are
 * @param draw which of several answers to the same request is wanted, from 0 on: the same draw gives the same answer,
 *     another draw is asked anew
 * @param <K> the type of the key
 */
public record Question<K>(K key, CompletionRequest request, List<Subject> about, int draw) {
    // Copies the list and checks the number.
    public Question {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(request, "request");
        about = List.copyOf(about);
        if (draw < 0) {
            throw new IllegalArgumentException("draw must be >= 0, got " + draw);
        }
    }

    /**
     * The first draw.
     *
     * @param key what the reply is known by
     * @param request what is asked
     * @param about the users whose conversations the request was made from
     * @param <K> the type of the key
     * @return the question
     */
    public static <K> Question<K> of(K key, CompletionRequest request, List<Subject> about) {
        return new Question<>(key, request, about, 0);
    }

    /** Says how long the prompt is, and neither the key nor whom it is about. */
    @Override
    public String toString() {
        return "Question[messages=" + request.messages().size() + ", subjects=" + about.size() + ", draw=" + draw + "]";
    }
}
