package io.clio.facet;

import io.clio.conversation.Conversation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A facet and where its answers come from: code, or the extractor of the run.
 *
 * @param <T> the type of an answer
 */
public final class FacetSource<T> {
    private final Facet<T> facet;
    private final @Nullable Function<? super Conversation, ? extends @Nullable T> code;

    private FacetSource(Facet<T> facet, @Nullable Function<? super Conversation, ? extends @Nullable T> code) {
        this.facet = Objects.requireNonNull(facet, "facet");
        this.code = code;
    }

    /**
     * A facet that code answers.
     *
     * @param facet the facet
     * @param code gives the answer for a conversation, or null if there is none; pure, and safe for use by several
     *     threads. It sees the redacted conversation
     * @param <T> the type of an answer
     * @return the facet and its code
     */
    public static <T> FacetSource<T> computed(
            Facet<T> facet, Function<? super Conversation, ? extends @Nullable T> code) {
        return new FacetSource<>(facet, Objects.requireNonNull(code, "code"));
    }

    /**
     * A facet that the extractor of the run answers.
     *
     * @param facet the facet
     * @param <T> the type of an answer
     * @return the facet
     */
    public static <T> FacetSource<T> asked(Facet<T> facet) {
        return new FacetSource<>(facet, null);
    }

    /**
     * The facet.
     *
     * @return the facet
     */
    public Facet<T> facet() {
        return facet;
    }

    /**
     * Says whether code answers the facet.
     *
     * @return false if the extractor of the run has to
     */
    public boolean isComputed() {
        return code != null;
    }

    /**
     * The answer that code gives.
     *
     * @param conversation a redacted conversation
     * @return the answer, or nothing if there is none
     * @throws IllegalStateException if no code answers this facet
     */
    public Optional<T> compute(Conversation conversation) {
        if (code == null) {
            throw new IllegalStateException("facet '" + facet.name() + "' is not computed in code");
        }
        return Optional.ofNullable(code.apply(conversation));
    }

    @Override
    public String toString() {
        return "FacetSource[" + facet.name() + (isComputed() ? ", computed]" : ", asked]");
    }
}
