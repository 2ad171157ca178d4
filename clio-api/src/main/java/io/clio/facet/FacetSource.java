package io.clio.facet;

import io.clio.conversation.Conversation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A facet and where its answers come from: code, the extractor of the run, or the run's language model if it has one
 * and else code.
 *
 * @param <T> the type of an answer
 */
public final class FacetSource<T> {
    private final Facet<T> facet;
    private final @Nullable Function<? super Conversation, ? extends @Nullable T> code;
    private final @Nullable String pointer;
    private final boolean askable;

    private FacetSource(
            Facet<T> facet,
            @Nullable Function<? super Conversation, ? extends @Nullable T> code,
            @Nullable String pointer,
            boolean askable) {
        this.facet = Objects.requireNonNull(facet, "facet");
        this.code = code;
        this.pointer = pointer;
        this.askable = askable;
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
        return new FacetSource<>(facet, Objects.requireNonNull(code, "code"), null, false);
    }

    /**
     * A facet that is read from the metadata of a conversation.
     *
     * @param facet the facet
     * @param pointer a JSON pointer into the metadata, such as {@code /labels/topic}
     * @param reader makes an answer of what stands there, or null if that is none; pure
     * @param <T> the type of an answer
     * @return the facet; conversations that have nothing there have no answer
     * @throws IllegalArgumentException if the pointer does not start with a slash
     */
    public static <T> FacetSource<T> metadata(
            Facet<T> facet, String pointer, Function<Object, ? extends @Nullable T> reader) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "facet '" + facet.name() + "': a JSON pointer must start with '/', got '" + pointer + "'");
        }
        Objects.requireNonNull(reader, "reader");
        return new FacetSource<>(facet, conversation -> readAt(conversation, pointer, reader), pointer, false);
    }

    private static <T> @Nullable T readAt(
            Conversation conversation, String pointer, Function<Object, ? extends @Nullable T> reader) {
        Object there = conversation.metadata().at(pointer).orElse(null);
        return there == null ? null : reader.apply(there);
    }

    /**
     * A facet that the extractor of the run answers.
     *
     * @param facet the facet
     * @param <T> the type of an answer
     * @return the facet
     */
    public static <T> FacetSource<T> asked(Facet<T> facet) {
        return new FacetSource<>(facet, null, null, true);
    }

    /**
     * A facet that the language model of the run answers, and code where there is none. An extractor that is no
     * language model of the run is not asked for it.
     *
     * @param facet the facet
     * @param code gives the answer for a conversation, as in {@link #computed}
     * @param <T> the type of an answer
     * @return the facet and its code
     */
    public static <T> FacetSource<T> askedOrComputed(
            Facet<T> facet, Function<? super Conversation, ? extends @Nullable T> code) {
        return new FacetSource<>(facet, Objects.requireNonNull(code, "code"), null, true);
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
     * Says whether there is code that answers the facet.
     *
     * @return false if the extractor or the language model of the run has to
     */
    public boolean isComputed() {
        return code != null;
    }

    /**
     * Says whether the facet can be asked of a language model.
     *
     * @return false if code alone answers it; true beside {@link #isComputed()} if code answers it in runs without a
     *     language model
     */
    public boolean isAskable() {
        return askable;
    }

    /**
     * Where in the metadata the answer stands.
     *
     * @return a JSON pointer, if the facet is read from metadata
     */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer);
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
        String how = !isComputed() ? "asked" : askable ? "asked or computed" : "computed";
        return "FacetSource[" + facet.name() + ", " + how + "]";
    }
}
