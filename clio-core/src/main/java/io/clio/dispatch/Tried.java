package io.clio.dispatch;

import io.clio.llm.LanguageModelException;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking an adapter for something. Exactly one is there, or none if that was interrupted.
 *
 * @param value what it gave
 * @param failure why it gave nothing
 * @param <T> the type of the value
 */
record Tried<T>(@Nullable T value, @Nullable LanguageModelException failure) {
    /** What an adapter is asked for. */
    interface Asked<T> {
        @Nullable
        T get() throws LanguageModelException, InterruptedException;
    }

    /** Asks once. What is thrown against the contract is a failure for good; its message may hold text. */
    static <T> Tried<T> of(Asked<T> asked) {
        try {
            T value = asked.get();
            return value == null ? broken("the model gave null") : new Tried<>(value, null);
        } catch (LanguageModelException e) {
            return new Tried<>(null, e);
        } catch (InterruptedException e) {
            return new Tried<>(null, null);
        } catch (Exception e) { // checked ones too: not every language on the JVM declares them
            return broken("the model threw " + e.getClass().getName());
        }
    }

    private static <T> Tried<T> broken(String what) {
        return new Tried<>(
                null, new LanguageModelException.Final(LanguageModelException.Final.Reason.BROKEN_ADAPTER, what));
    }
}
