package io.clio.testkit.leak;

import com.google.errorprone.annotations.CheckReturnValue;
import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Pipeline;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.spi.ConversationSource;
import io.clio.testkit.population.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Attacks a pipeline as it is configured, and says what they got out.
 *
 * <p>Embedder, clusterer, hierarchizer, facets, sampling, screen and policy are the pipeline's own; the summarizer and
 * the extractor are replaced by hostile ones, and auditors are left out of all attacks but the one on themselves, for
 * no guarantee may rest on a model. The pipeline's own input is not read: attacks take place among conversations that
 * are generated, or given by {@link #background}. Nothing is written and no logger is changed; what is released under
 * attack is looked through and forgotten.
 *
 * <p>Immutable and thread-safe, if the stages are. The same seed gives the same figures, up to the order in which
 * several threads meet the canaries.
 *
 * <pre>{@code
 * @Test
 * void our_pipeline_leaks_nothing() {
 *     LeakTest.of(pipeline).run().assertNothingLeaks();
 * }
 * }</pre>
 */
@CheckReturnValue
public final class LeakTest {
    private static final int SMALL_BACKGROUND = 120;
    private static final int POOL = 300;
    private static final int GENERATED = 2_000;
    private static final int MOST_ACCOUNTS = 500;
    private static final int MOST_PER_GUESS = 50;

    private final Pipeline pipeline;
    private final Optional<Conversations> background;
    private final Set<Attack> attacks;
    private final Scale scale;
    private final long seed;
    private final Watcher watcher;
    private final Function<Outcome, Map<String, String>> door;

    private LeakTest(
            Pipeline pipeline,
            Optional<Conversations> background,
            Set<Attack> attacks,
            Scale scale,
            long seed,
            Watcher watcher,
            Function<Outcome, Map<String, String>> door) {
        this.pipeline = pipeline;
        this.background = background;
        this.attacks = attacks;
        this.scale = scale;
        this.seed = seed;
        this.watcher = watcher;
        this.door = door;
    }

    /** How much is done. */
    private record Scale(
            int canaries, int perConversation, int trials, List<Integer> accounts, List<Integer> perGuess, int pairs) {}

    /** Is told how far a leak test has come: counts only. Called on one thread at a time. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Takes a step.
         *
         * @param attack the attack that is being made
         * @param done how many canaries, runs or pairs of this setting are done
         * @param total how many there are
         */
        void update(Attack attack, long done, long total);
    }

    /**
     * A leak test of a pipeline with all attacks, on a scale for every build: 2,000 canaries, 100 trials with 10 and
     * with 50 accounts, guesses by one account less than the policy's {@code minTermUsers}, 100 pairs; seed 1.
     *
     * @param pipeline the pipeline; what it reads from is not asked
     * @return the leak test
     */
    public static LeakTest of(Pipeline pipeline) {
        return new LeakTest(
                Objects.requireNonNull(pipeline, "pipeline"),
                Optional.empty(),
                EnumSet.allOf(Attack.class),
                new Scale(2_000, 1, 100, List.of(10, 50), List.of(), 100),
                1,
                (attack, done, total) -> {},
                outcome -> ReleasedText.of(outcome.insights()));
    }

    /**
     * The default pipeline under attack; see {@link #of(Pipeline)}.
     *
     * @return the leak test
     */
    public static LeakTest ofDefaults() {
        return of(Clio.pipeline());
    }

    /**
     * The same among conversations of one's own. Canaries are planted in all of them; the other attacks draw some
     * hundred at random. Nothing of them stands in the report.
     *
     * @param conversations the conversations; read several times
     * @return the leak test
     */
    public LeakTest background(Conversations conversations) {
        return new LeakTest(pipeline, Optional.of(conversations), attacks, scale, seed, watcher, door);
    }

    /**
     * The same with some attacks alone.
     *
     * @param first one of them
     * @param more the others
     * @return the leak test
     */
    public LeakTest only(Attack first, Attack... more) {
        return new LeakTest(pipeline, background, EnumSet.of(first, more), scale, seed, watcher, door);
    }

    /**
     * The same with another number of canaries, planted in three fifths of the background, in as many runs as it takes.
     *
     * @param canaries at least so many, at least 1
     * @param perConversation how many in one conversation, 1 to 10
     * @return the leak test
     */
    public LeakTest canaries(int canaries, int perConversation) {
        require(canaries >= 1, "canaries must be >= 1", canaries);
        require(perConversation >= 1 && perConversation <= 10, "perConversation must be 1 to 10", perConversation);
        return with(new Scale(canaries, perConversation, scale.trials, scale.accounts, scale.perGuess, scale.pairs));
    }

    /**
     * The same with another number of trials of the echo and guess attacks, each a run of the pipeline. To show that
     * the upper bound of success is at most two points above guessing takes about 2,000. An echo run makes four trials,
     * which the bound counts as independent.
     *
     * @param trials for each number of accounts, at least 1
     * @return the leak test
     */
    public LeakTest trials(int trials) {
        require(trials >= 1, "trials must be >= 1", trials);
        return with(
                new Scale(scale.canaries, scale.perConversation, trials, scale.accounts, scale.perGuess, scale.pairs));
    }

    /**
     * The same with other numbers of accounts in the echo attack.
     *
     * @param accounts how many accounts are planted near a target, each 1 to 500
     * @return the leak test
     */
    public LeakTest accounts(int... accounts) {
        for (int number : accounts) {
            require(number >= 1 && number <= MOST_ACCOUNTS, "accounts must be 1 to " + MOST_ACCOUNTS, number);
        }
        List<Integer> numbers = Arrays.stream(accounts).boxed().toList();
        return with(
                new Scale(scale.canaries, scale.perConversation, scale.trials, numbers, scale.perGuess, scale.pairs));
    }

    /**
     * The same with other numbers of accounts for each guess of the guess attack.
     *
     * @param accounts how many accounts claim each of eight guesses, each 1 to 50
     * @return the leak test
     */
    public LeakTest accountsPerGuess(int... accounts) {
        for (int number : accounts) {
            require(number >= 1 && number <= MOST_PER_GUESS, "accounts must be 1 to " + MOST_PER_GUESS, number);
        }
        List<Integer> numbers = Arrays.stream(accounts).boxed().toList();
        return with(
                new Scale(scale.canaries, scale.perConversation, scale.trials, scale.accounts, numbers, scale.pairs));
    }

    /**
     * The same with another number of pairs of runs in the membership attack. With fewer than about 200 it cannot be
     * shown that membership holds; 2,000 are safe.
     *
     * @param pairs at least 2; at a threshold a tenth of them
     * @return the leak test
     */
    public LeakTest pairs(int pairs) {
        require(pairs >= 2, "pairs must be >= 2", pairs);
        return with(
                new Scale(scale.canaries, scale.perConversation, scale.trials, scale.accounts, scale.perGuess, pairs));
    }

    /**
     * The same with another seed.
     *
     * @param other where all randomness comes from but that of keys
     * @return the leak test
     */
    public LeakTest seed(long other) {
        return new LeakTest(pipeline, background, attacks, scale, other, watcher, door);
    }

    /**
     * The same with somebody who is told how far it has come.
     *
     * @param listener the listener
     * @return the leak test
     */
    public LeakTest watcher(Watcher listener) {
        return new LeakTest(
                pipeline, background, attacks, scale, seed, Objects.requireNonNull(listener, "listener"), door);
    }

    /** The same with a broken gate: what leaves is not what was released. */
    LeakTest through(Function<Outcome, Map<String, String>> brokenDoor) {
        return new LeakTest(pipeline, background, attacks, scale, seed, watcher, brokenDoor);
    }

    private LeakTest with(Scale other) {
        return new LeakTest(pipeline, background, attacks, other, seed, watcher, door);
    }

    private static void require(boolean holds, String expected, int given) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", got " + given);
        }
    }

    /**
     * Makes the attacks.
     *
     * @return what they got out
     * @throws IllegalStateException if the pipeline is not complete, or a stage of it fails
     */
    public LeakReport run() {
        List<Figure> figures = new ArrayList<>();
        try (CachedEmbedder embedder = new CachedEmbedder()) {
            Rehearsal rehearsal = new Rehearsal(pipeline, embedder, door);
            for (Attack attack : attacks) {
                figures.addAll(figures(attack, rehearsal));
            }
        }
        return new LeakReport(figures, seed);
    }

    /**
     * The leak test as a task for a scheduler.
     *
     * @param then takes each report
     * @return a task that runs the test once each time it is run
     */
    public Runnable task(Consumer<? super LeakReport> then) {
        return () -> then.accept(run());
    }

    private List<Figure> figures(Attack attack, Rehearsal rehearsal) {
        Plan plan = rehearsal.configured();
        return switch (attack) {
            case CANARIES ->
                new Canaries(rehearsal, source(), scale.canaries, scale.perConversation, seed, watcher).run();
            case ECHO -> {
                Planted planted = planted(rehearsal, plan);
                yield scale.accounts.stream()
                        .flatMap(accounts -> planted.echo(accounts).stream())
                        .toList();
            }
            case GUESS -> {
                Planted planted = planted(rehearsal, plan);
                List<Integer> perGuess = scale.perGuess.isEmpty()
                        ? List.of(Math.min(MOST_PER_GUESS, plan.policy().minTermUsers() - 1))
                        : scale.perGuess;
                yield perGuess.stream()
                        .flatMap(accounts -> planted.guess(accounts).stream())
                        .toList();
            }
            case MEMBERSHIP -> {
                Membership membership = new Membership(
                        rehearsal, Background.draw(source(), POOL, seed), scale.pairs, plan.threads(), seed, watcher);
                List<Figure> all = new ArrayList<>(membership.figures());
                all.addAll(membership.atThreshold(Math.max(2, scale.pairs / 10)));
                yield all;
            }
            case NAMES ->
                new Names(rehearsal, Background.draw(source(), SMALL_BACKGROUND, seed), plan.threads(), seed, watcher)
                        .run();
            case AUDITOR -> new AuditorExam(plan.auditors(), plan.policy(), watcher).run();
        };
    }

    private Planted planted(Rehearsal rehearsal, Plan plan) {
        return new Planted(
                rehearsal,
                Background.draw(source(), SMALL_BACKGROUND, seed),
                scale.trials,
                plan.threads(),
                seed,
                watcher);
    }

    private ConversationSource source() {
        return background
                .map(conversations -> Clio.pipeline()
                        .from(conversations)
                        .plan(Embedders.hashing())
                        .source())
                .orElseGet(() -> Background.of(Population.of(seed).size(GENERATED)));
    }

    /** Says which attacks would be made on what scale. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "LeakTest[attacks=%s, %s, seed=%d]", attacks, scale, seed);
    }
}
