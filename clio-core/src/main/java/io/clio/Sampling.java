package io.clio;

import com.google.errorprone.annotations.CheckReturnValue;
import io.clio.engine.Sampler;
import io.clio.facet.FacetSource;
import io.clio.spi.ConversationSource;
import java.util.Objects;
import java.util.Optional;

/**
 * What part of the conversations enters a run. Immutable.
 *
 * <p>The sample depends on the set of conversations and the seed, not on their order, and is drawn in one pass over a
 * stream of any length. As many conversations as are drawn are held in memory until the stream has ended.
 */
@CheckReturnValue
public final class Sampling {
    private final Sampler.Draw draw;

    private Sampling(Sampler.Draw draw) {
        this.draw = draw;
    }

    /**
     * Draws conversations, each with the same probability.
     *
     * @param size how many, at least 1; all if there are fewer
     * @return the sampling
     */
    public static Sampling conversations(int size) {
        return of(size, false);
    }

    /**
     * Draws answers of the assistant, each with the same probability, and takes of each conversation all up to its
     * newest answer that was drawn. Long conversations weigh more: the sample shows what the assistant is busy with
     * (Tamkin et al., 2024, appendix on sampling). Conversations without an answer are not drawn.
     *
     * @param size how many answers, at least 1; the conversations are fewer
     * @return the sampling
     */
    public static Sampling answers(int size) {
        return of(size, true);
    }

    private static Sampling of(int size, boolean answers) {
        requirePositive("size", size);
        return new Sampling(new Sampler.Draw(size, answers, Integer.MAX_VALUE, Optional.empty()));
    }

    /**
     * The same with a bound on what one user contributes. Conversations without a user are not bounded.
     *
     * @param most how many of one user, at least 1; with {@link #stratifiedBy}, of each value
     * @return the sampling
     */
    public Sampling perUser(int most) {
        requirePositive("perUser", most);
        return new Sampling(new Sampler.Draw(draw.size(), draw.answers(), most, draw.stratum()));
    }

    /**
     * The same drawn from each value of a facet by itself: so many of each, all where there are fewer. Shares in the
     * result are then those of the sample, not of the whole.
     *
     * @param facet a facet that code answers; conversations without an answer are a value of their own
     * @return the sampling
     * @throws IllegalArgumentException if the facet is asked of an extractor
     */
    public Sampling stratifiedBy(FacetSource<?> facet) {
        if (!Objects.requireNonNull(facet, "facet").isComputed()) {
            throw new IllegalArgumentException("facet '" + facet.facet().name()
                    + "': a sample is stratified before an extractor is asked; expected a"
                    + " facet that code answers");
        }
        return new Sampling(new Sampler.Draw(draw.size(), draw.answers(), draw.perUser(), Optional.of(facet)));
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, got " + value);
        }
    }

    ConversationSource from(ConversationSource source, long seed) {
        return new Sampler(source, draw, seed);
    }

    @Override
    public String toString() {
        return "Sampling[" + (draw.answers() ? "answers" : "conversations") + "=" + draw.size() + "]";
    }
}
