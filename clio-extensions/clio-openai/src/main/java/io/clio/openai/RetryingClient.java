package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.http.ApiClient;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Retriable;
import java.time.Duration;

/**
 * Calls a service, and calls it again where that may help.
 *
 * @param client what calls
 * @param policy when to try again
 * @param pause how to wait
 */
record RetryingClient(ApiClient client, RetryPolicy policy, RetryingClient.Pause pause) {

    /** Lets time pass. */
    interface Pause {
        /** Waits, unless the thread is interrupted. */
        void sleep(Duration wait) throws InterruptedException;
    }

    /**
     * Posts JSON.
     *
     * @param call below the base, such as {@code embeddings}
     * @param body what is sent
     * @return what is answered
     * @throws LanguageModelException if there is no answer after all attempts, or none is to be had
     * @throws InterruptedException if the thread is interrupted; a call under way is given up
     */
    JsonNode post(String call, JsonNode body) throws LanguageModelException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration asked;
            try {
                return client.post(call, body);
            } catch (Retriable e) {
                asked = e.retryAfter().orElse(Duration.ZERO);
                requireWorthwhile(e, asked, attempt);
            }
            pause.sleep(policy.wait(attempt, asked));
        }
    }

    private void requireWorthwhile(Retriable reason, Duration asked, int attempt) throws Retriable {
        if (attempt >= policy.attempts()) {
            throw new Retriable(reason.reason(), reason.getMessage() + ", at the last of " + attempt + " attempts");
        }
        if (asked.compareTo(policy.longestWait()) > 0) {
            throw new Retriable(
                    reason.reason(),
                    reason.getMessage() + " and asks to wait " + asked.toSeconds() + " s, longer than the "
                            + policy.longestWait().toSeconds() + " s that are allowed");
        }
    }
}
