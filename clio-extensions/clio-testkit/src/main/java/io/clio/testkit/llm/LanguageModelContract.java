package io.clio.testkit.llm;

import io.clio.llm.LanguageModel;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LanguageModel} must keep, as tests. Extend it and write two methods: {@link #model} makes the
 * model, {@link #reply} puts what the kit wants said into the provider's words. The kit plays the provider on loopback,
 * with all its faults.
 *
 * <p>{@code docs/writing-an-adapter.md} shows both methods in full.
 *
 * <p>The kit knows no provider's format. It looks for texts and numbers anywhere in the JSON that the adapter sends, so
 * it finds out whether they arrive, once and in order, and not whether they stand in the right field: a test of one's
 * own does that, with {@link #bench()}. Providers that do not speak JSON over HTTP cannot be tested with it.
 *
 * <p>A model that is a {@link io.clio.llm.BatchLanguageModel} is tested with {@link BatchLanguageModelContract}.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LanguageModelContract
        implements AnswerRules,
                RequestRules,
                AbilityRules,
                FaultRules,
                ConnectionRules,
                InterruptRules,
                DiscretionRules,
                ConcurrencyRules {
    private @Nullable Bench bench;

    /** A contract for one kind of model. */
    protected LanguageModelContract() {}

    /**
     * Makes the model under test. Several are made in one test.
     *
     * @param service where the provider is, its key, the model's name and the time-out
     * @return a new model that calls it, and does not retry
     */
    protected abstract LanguageModel model(Service service);

    /**
     * Puts something into the provider's words.
     *
     * @param said what; its text must stand in the reply word for word
     * @return status, headers and body as the provider would send them
     */
    protected abstract Reply reply(Outcome said);

    /** What the provider, or the library in between, shows; override it to say otherwise. */
    @Override
    public Set<Detail> details() {
        return EnumSet.complementOf(EnumSet.of(Detail.CACHE_WRITES));
    }

    /** The provider of the test that runs, for tests of one's own too. */
    @Override
    public final Bench bench() {
        return Objects.requireNonNull(bench, "the bench stands only while a test runs");
    }

    /**
     * Starts the provider.
     *
     * @throws IOException if it cannot be started
     */
    @BeforeEach
    final void startProvider() throws IOException {
        bench = new Bench(this::model, this::reply);
    }

    /** Stops the provider. */
    @AfterEach
    final void stopProvider() {
        bench().close();
    }
}
