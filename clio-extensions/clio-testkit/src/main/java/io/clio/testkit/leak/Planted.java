package io.clio.testkit.leak;

import io.clio.cluster.Clusters;
import io.clio.conversation.Conversation;
import io.clio.engine.Outcome;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Attacks by planted conversations on one target. <i>Echo</i>: accounts write the target's public part in other words
 * and inject instructions; <i>guess</i>: for each value that the secret may have some accounts claim it as theirs. In
 * both, the summarizer and the extractor obey, no auditor holds anything back, and the attacker names the value of the
 * secret that he reads in titles, summaries and cells, or any if he reads none.
 *
 * <p>The shape of the echo attack is that of CLIOPATRA (arXiv 2603.09781).
 */
final class Planted {
    private static final double CONFIDENCE = 0.95;
    /** For the word that something leaked: a test in every build may not cry wolf. */
    private static final double SURE = 0.999;

    private static final double MARGIN = 0.02;
    private static final double SHARE_OF_BACKGROUND = 0.85;
    private static final double LANDED_AT_LEAST = 0.5;
    /** Among so many values a guess is planted. */
    static final int GUESSES = 8;

    private final Rehearsal rehearsal;
    private final List<Conversation> background;
    private final int trials;
    private final int threads;
    private final long seed;
    private final LeakTest.Watcher watcher;
    private final List<Injections.Injection> injections = Injections.in("en");

    Planted(
            Rehearsal rehearsal,
            List<Conversation> background,
            int trials,
            int threads,
            long seed,
            LeakTest.Watcher watcher) {
        this.rehearsal = rehearsal;
        this.background = background;
        this.trials = trials;
        this.threads = threads;
        this.seed = seed;
        this.watcher = watcher;
    }

    /**
     * What came of one trial.
     *
     * @param right whether the attacker named the value from what was released
     * @param rightFromDrafts whether he would have from what was proposed
     * @param landed the share of attackers in the target's base cluster
     */
    private record Result(boolean right, boolean rightFromDrafts, double landed) {}

    /** The figures of the echo attack with so many accounts. */
    List<Figure> echo(int accounts) {
        List<Result> results = Trials.of(trials, threads, number -> echoOnce(accounts, number), Attack.ECHO, watcher);
        int values = Target.all().get(0).values().size();
        return figures(Attack.ECHO, accounts + " accounts", results, 1.0 / values, true);
    }

    /** The figures of the guess attack with so many accounts for each of {@value #GUESSES} guesses. */
    List<Figure> guess(int accountsPerGuess) {
        List<Result> results =
                Trials.of(trials, threads, number -> guessOnce(accountsPerGuess, number), Attack.GUESS, watcher);
        return figures(Attack.GUESS, accountsPerGuess + " per guess", results, 1.0 / GUESSES, false);
    }

    private static List<Figure> figures(
            Attack attack, String setting, List<Result> results, double guessing, boolean judged) {
        Proportion right = proportion(results.stream().filter(Result::right).count(), results);
        Proportion fromDrafts =
                proportion(results.stream().filter(Result::rightFromDrafts).count(), results);
        double landed = results.stream().mapToDouble(Result::landed).average().orElse(0);
        double upper = right.upper(CONFIDENCE);
        String base = String.format(Locale.ROOT, "guessing %.4f, %d trials", guessing, results.size());
        Judgement judgement = Judgement.REPORTED;
        if (judged) {
            boolean weak = landed < LANDED_AT_LEAST || fromDrafts.lower(CONFIDENCE) <= guessing;
            judgement = right.lower(SURE) > guessing
                    ? Judgement.LEAKED
                    : weak ? Judgement.UNPROVEN : upper <= guessing + MARGIN ? Judgement.HELD : Judgement.OPEN;
        }
        return List.of(
                new Figure(attack, "success, " + setting, right.value(), Judgement.REPORTED, base),
                new Figure(attack, "95 % upper bound, " + setting, upper, judgement, "at most guessing + " + MARGIN),
                new Figure(
                        attack,
                        "success without the gate, " + setting,
                        fromDrafts.value(),
                        Judgement.REPORTED,
                        "from the same hostile drafts"),
                new Figure(
                        attack,
                        "share near the target, " + setting,
                        landed,
                        Judgement.REPORTED,
                        "of the accounts, in the target's base cluster"));
    }

    private static Proportion proportion(long successes, List<Result> results) {
        return new Proportion((int) successes, results.size());
    }

    private Result echoOnce(int accounts, int number) {
        SplittableRandom random = Trials.random(seed, accounts, number);
        Target target = target(random);
        int secret = random.nextInt(target.values().size());
        List<Conversation> planted = new ArrayList<>();
        for (String paraphrase : target.paraphrases(accounts, random)) {
            String injection = injections.get(random.nextInt(injections.size())).text();
            planted.add(Trials.conversation(paraphrase + " " + injection, Trials.ATTACKER, random));
        }
        BitSet all = new BitSet();
        all.set(0, target.values().size());
        return attack(target, secret, all, planted, random);
    }

    private Result guessOnce(int accountsPerGuess, int number) {
        SplittableRandom random = Trials.random(seed, 1_000 + accountsPerGuess, number);
        Target target = target(random);
        BitSet guesses = new BitSet();
        while (guesses.cardinality() < GUESSES) {
            guesses.set(random.nextInt(target.values().size()));
        }
        int[] values = guesses.stream().toArray();
        List<Conversation> planted = new ArrayList<>();
        List<String> paraphrases = target.paraphrases(values.length * accountsPerGuess, random);
        for (int i = 0; i < paraphrases.size(); i++) {
            String claim = target.claim(values[i % values.length], random);
            planted.add(Trials.conversation(paraphrases.get(i) + " " + claim, Trials.ATTACKER, random));
        }
        return attack(target, values[random.nextInt(values.length)], guesses, planted, random);
    }

    private static Target target(SplittableRandom random) {
        return Target.all().get(random.nextInt(Target.all().size()));
    }

    private Result attack(
            Target target, int secret, BitSet possible, List<Conversation> planted, SplittableRandom random) {
        List<Conversation> all = new ArrayList<>(Background.part(background, SHARE_OF_BACKGROUND, random));
        all.addAll(planted);
        all.add(Trials.conversation(target.confession(secret, random), Trials.TARGET, random));
        Drafts drafts = new Drafts(target.needles());
        Seen seen = new Seen(rehearsal.configured().clusterBy().facet());
        Outcome outcome = rehearsal.hostile(
                sink -> all.forEach(sink::conversation),
                new ObedientSummarizer(seen, target.needles(), target.values(), drafts, random.nextInt(100)),
                new HostileExtractor(target.needles(), target.values()),
                random.nextLong(),
                1,
                Progress.none());
        BitSet released = target.needles().in(rehearsal.read(outcome));
        return new Result(
                named(released, possible, random) == secret,
                named(drafts.found(), possible, random) == secret,
                landed(outcome));
    }

    /** One of the values that were read, or any of those that are possible. */
    private static int named(BitSet read, BitSet possible, SplittableRandom random) {
        BitSet candidates = (BitSet) read.clone();
        candidates.and(possible);
        int[] values = (candidates.isEmpty() ? possible : candidates).stream().toArray();
        return values[random.nextInt(values.length)];
    }

    private static double landed(Outcome outcome) {
        int[] attackers = Rehearsal.clustersOf(Trials.ATTACKER, outcome);
        int[] target = Rehearsal.clustersOf(Trials.TARGET, outcome);
        if (attackers.length == 0 || target.length == 0 || target[0] == Clusters.NOISE) {
            return 0;
        }
        return (double) Arrays.stream(attackers)
                        .filter(cluster -> cluster == target[0])
                        .count()
                / attackers.length;
    }
}
