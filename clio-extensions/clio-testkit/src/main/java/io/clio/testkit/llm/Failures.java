package io.clio.testkit.llm;

import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/** Compares failures with what they should be. */
final class Failures {

    private Failures() {}

    static Retriable requireRetriable(Retriable.Reason reason, LanguageModelException e) {
        return requireRetriable(Set.of(reason), e);
    }

    static Retriable requireRetriable(Set<Retriable.Reason> reasons, LanguageModelException e) {
        if (e instanceof Retriable retriable && reasons.contains(retriable.reason())) {
            return retriable;
        }
        return Assertions.fail("expected a failure that may pass, " + reasons + ", found " + described(e));
    }

    static void requireFinal(Final.Reason reason, LanguageModelException e) {
        requireFinal(Set.of(reason), e);
    }

    static void requireFinal(Set<Final.Reason> reasons, LanguageModelException e) {
        if (!(e instanceof Final last && reasons.contains(last.reason()))) {
            Assertions.fail("expected a failure that will not pass, " + reasons + ", found " + described(e));
        }
    }

    static String described(LanguageModelException e) {
        return e instanceof Retriable retriable ? "Retriable " + retriable.reason() : "Final " + ((Final) e).reason();
    }
}
