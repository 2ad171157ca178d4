package io.clio.http;

import io.clio.llm.LanguageModelException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hands lines to a reader until it refuses one, and passes over the rest: only what is read to its end ends. */
final class LineSubscriber implements Flow.Subscriber<String> {
    private final LineReader reader;
    private volatile @Nullable LanguageModelException refusal;

    LineSubscriber(LineReader reader) {
        this.reader = reader;
    }

    /** Throws what the reader threw. */
    void requireTaken() throws LanguageModelException {
        LanguageModelException e = refusal;
        if (e != null) {
            throw e;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (refusal != null || line.isBlank()) {
            return;
        }
        try {
            reader.read(line);
        } catch (LanguageModelException e) {
            refusal = e;
        }
    }

    @Override
    public void onError(Throwable e) {
        // The call fails with it.
    }

    @Override
    public void onComplete() {
        // The call ends.
    }
}
