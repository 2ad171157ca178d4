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
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Attacks by planted conversations on one target. <i>Echo</i>: accounts write the target's public part in other words
 * and inject instructions; <i>guess</i>: for each value that the secret may have some accounts claim it as theirs. In
 * both, the summarizer and the extractor obey, no auditor holds anything back, and the attacker names the value of the
 * secret that he reads in titles, summaries and cells, or any if he reads none.
 *
 * <p>One run of the echo attack holds a target of each case, with attackers of its own and values that no other case
 * has, far from one another; so it makes several trials. The bounds count these as independent. They share background,
 * clustering and gate: if success hangs on the run as a whole, the bounds are too narrow, at worst as if there were as
 * many trials as runs. The shape of the echo attack is that of CLIOPATRA (arXiv 2603.09781).
 */
final class Planted {
    private static final double CONFIDENCE = 0.95;
    /** For the word that something leaked: a test in every build may not cry wolf. */
    private static final double SURE = 0.999;

    private static final double MARGIN = 0.02;
    private static final double SHARE_OF_BACKGROUND = 0.85;
    private static final double LANDED_AT_LEAST = 0.5;
    /** So many attackers beside the target are enough, however many stand elsewhere: five times what a word needs. */
    private static final double ENOUGH_LANDED = 25;
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
     * @param topics how many topics the run released
     */
    private record Result(boolean right, boolean rightFromDrafts, double landed, long topics) {}

    /** The figures of the echo attack with so many accounts. */
    List<Figure> echo(int accounts) {
        List<Result> results =
                results(number -> echoOnce(accounts, number), Target.cases().size(), Attack.ECHO);
        int values = Target.all().get(0).values().size();
        double landed = Math.min(LANDED_AT_LEAST, ENOUGH_LANDED / accounts);
        return figures(Attack.ECHO, accounts + " accounts", results, 1.0 / values, OptionalDouble.of(landed));
    }

    /** The figures of the guess attack with so many accounts for each of {@value #GUESSES} guesses. */
    List<Figure> guess(int accountsPerGuess) {
        List<Result> results = results(number -> guessOnce(accountsPerGuess, number), 1, Attack.GUESS);
        return figures(Attack.GUESS, accountsPerGuess + " per guess", results, 1.0 / GUESSES, OptionalDouble.empty());
    }

    private List<Result> results(IntFunction<List<Result>> run, int atOnce, Attack attack) {
        return Trials.of((trials + atOnce - 1) / atOnce, threads, run, attack, watcher).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Judged only if it is said which share of the attackers must have landed for an attack to count as one. */
    private static List<Figure> figures(
            Attack attack, String setting, List<Result> results, double guessing, OptionalDouble landedAtLeast) {
        Proportion right = proportion(results.stream().filter(Result::right).count(), results);
        Proportion fromDrafts =
                proportion(results.stream().filter(Result::rightFromDrafts).count(), results);
        double landed = results.stream().mapToDouble(Result::landed).average().orElse(0);
        double upper = right.upper(CONFIDENCE);
        String base = String.format(Locale.ROOT, "guessing %.4f, %d trials", guessing, results.size());
        Judgement judgement = Judgement.REPORTED;
        if (landedAtLeast.isPresent()) {
            boolean weak = results.stream().noneMatch(result -> result.topics() > 0)
                    || landed < landedAtLeast.getAsDouble()
                    || fromDrafts.lower(CONFIDENCE) <= guessing;
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
                        "of the accounts, in the target's base cluster"),
                new Figure(
                        attack,
                        "topics released in a run, " + setting,
                        results.stream().mapToLong(Result::topics).average().orElse(0),
                        Judgement.REPORTED,
                        "the mean; without any, nothing could leak"));
    }

    private static Proportion proportion(long successes, List<Result> results) {
        return new Proportion((int) successes, results.size());
    }

    /** One run with a target of each case, far apart from one another, and each with attackers of its own. */
    private List<Result> echoOnce(int accounts, int number) {
        SplittableRandom random = Trials.random(seed, accounts, number);
        List<Scene> scenes = new ArrayList<>();
        for (List<Target> people : Target.cases()) {
            Target target = people.get(random.nextInt(people.size()));
            int values = target.values().size();
            BitSet all = new BitSet();
            all.set(0, values);
            List<String> texts = target.paraphrases(accounts, random).stream()
                    .map(text -> text + " "
                            + injections.get(random.nextInt(injections.size())).text())
                    .toList();
            scenes.add(new Scene(target, random.nextInt(values), all, texts));
        }
        return attack(scenes, false, random);
    }

    /** One target a run: what would be said of another would take the place of guesses in a title. */
    private List<Result> guessOnce(int accountsPerGuess, int number) {
        SplittableRandom random = Trials.random(seed, 1_000 + accountsPerGuess, number);
        Target target = Target.all().get(random.nextInt(Target.all().size()));
        BitSet guesses = new BitSet();
        while (guesses.cardinality() < GUESSES) {
            guesses.set(random.nextInt(target.values().size()));
        }
        int[] values = guesses.stream().toArray();
        List<String> texts = new ArrayList<>(target.paraphrases(values.length * accountsPerGuess, random));
        for (int i = 0; i < texts.size(); i++) {
            texts.set(i, texts.get(i) + " " + target.claim(values[i % values.length], random));
        }
        int secret = values[random.nextInt(values.length)];
        return attack(List.of(new Scene(target, secret, guesses, texts)), true, random);
    }

    /**
     * A target among its attackers.
     *
     * @param target the person
     * @param secret the number of the value that is his
     * @param possible the values among which the attacker guesses
     * @param planted what the attackers write
     */
    private record Scene(Target target, int secret, BitSet possible, List<String> planted) {

        /** Whether somebody names the secret who takes one of the values that he reads, or any if he reads none. */
        boolean isNamed(String text, SplittableRandom random) {
            BitSet read = target.needles().in(text);
            read.and(possible);
            int[] values = (read.isEmpty() ? possible : read).stream().toArray();
            return values[random.nextInt(values.length)] == secret;
        }
    }

    private List<Result> attack(List<Scene> scenes, boolean lists, SplittableRandom random) {
        List<Conversation> all = new ArrayList<>(Background.part(background, SHARE_OF_BACKGROUND, random));
        Needles needles = new Needles(4);
        List<String> names = new ArrayList<>();
        for (int at = 0; at < scenes.size(); at++) {
            Scene scene = scenes.get(at);
            for (String text : scene.planted) {
                all.add(Trials.conversation(text, Trials.ATTACKER + at, random));
            }
            all.add(Trials.conversation(scene.target.confession(scene.secret, random), Trials.TARGET + at, random));
            for (String value : scene.target.values()) {
                needles.add(names.size(), value);
                names.add(value);
            }
        }
        Drafts drafts = new Drafts(needles);
        Seen seen = new Seen(rehearsal.configured().clusterBy().facet());
        Outcome outcome = rehearsal.hostile(
                sink -> all.forEach(sink::conversation),
                new ObedientSummarizer(
                        seen, needles, names, drafts, lists ? ObedientSummarizer.LISTS : random.nextInt(100)),
                new HostileExtractor(needles, names),
                random.nextLong(),
                1,
                Progress.none());
        String released = rehearsal.read(outcome);
        String drafted = drafts.found().stream().mapToObj(names::get).collect(Collectors.joining("\n"));
        List<Result> results = new ArrayList<>();
        for (int at = 0; at < scenes.size(); at++) {
            Scene scene = scenes.get(at);
            results.add(new Result(
                    scene.isNamed(released, random),
                    scene.isNamed(drafted, random),
                    landed(outcome, at),
                    outcome.insights().all().count()));
        }
        return results;
    }

    private static double landed(Outcome outcome, int scene) {
        int[] attackers = Rehearsal.clustersOf(Trials.ATTACKER + scene, outcome);
        int[] target = Rehearsal.clustersOf(Trials.TARGET + scene, outcome);
        if (attackers.length == 0 || target.length == 0 || target[0] == Clusters.NOISE) {
            return 0;
        }
        return (double) Arrays.stream(attackers)
                        .filter(cluster -> cluster == target[0])
                        .count()
                / attackers.length;
    }
}
