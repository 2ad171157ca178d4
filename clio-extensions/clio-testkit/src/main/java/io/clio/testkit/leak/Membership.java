package io.clio.testkit.leak;

import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.engine.Outcome;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Membership: of two runs over the same conversations one has the target's as well. The attacker sees one release and
 * says which, from counts, shares, the presence of topics and of words. He knows the target's conversation and from
 * which conversations the others are drawn, half of them each time.
 */
final class Membership {
    private static final double GOAL = 0.55;
    private static final double SHARE = 0.5;
    /** Standard errors below a one-sided bound of 95 %. */
    private static final double CONFIDENT = 1.645;
    /** For the word that something leaked: a test in every build may not cry wolf. */
    private static final double SURE = 3.5;

    private final Rehearsal rehearsal;
    private final List<Conversation> pool;
    private final int pairs;
    private final int threads;
    private final long seed;
    private final LeakTest.Watcher watcher;

    Membership(
            Rehearsal rehearsal, List<Conversation> pool, int pairs, int threads, long seed, LeakTest.Watcher watcher) {
        this.rehearsal = rehearsal;
        this.pool = pool;
        this.pairs = pairs;
        this.threads = threads;
        this.seed = seed;
        this.watcher = watcher;
    }

    /**
     * What an attacker reads in the two releases of a pair, and in the drafts behind them.
     *
     * @param with statistics of the release with the target, by name
     * @param without those of the release without
     * @param topics how many topics the two releases have
     * @param differ whether the two releases differ at all
     * @param draftWith 1 if the drafts of the run with the target hold his own word
     * @param draftWithout 1 if those of the run without do
     */
    private record Pair(
            Map<String, Double> with,
            Map<String, Double> without,
            long topics,
            boolean differ,
            double draftWith,
            double draftWithout) {}

    /** The figures for a target in the middle of a large topic. */
    List<Figure> figures() {
        List<Pair> results = Trials.of(pairs, threads, this::away, Attack.MEMBERSHIP, watcher);
        Map<String, Double> areas = areas(results);
        Map.Entry<String, Double> best = best(areas);
        double error = Math.sqrt((2.0 * pairs + 1) / (12.0 * pairs * pairs));
        boolean blind = results.stream().noneMatch(pair -> pair.topics() > 0)
                || Auc.of(column(results, Pair::draftWith), column(results, Pair::draftWithout)) < GOAL;
        Judgement judgement = blind ? Judgement.UNPROVEN : judgement(best.getValue(), error);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                Attack.MEMBERSHIP,
                "best AUC away from thresholds",
                best.getValue(),
                judgement,
                String.format(
                        Locale.ROOT,
                        "at most %.2f with %.3f standard errors; by %s, the best of %d statistics, %d pairs, error %.4f",
                        GOAL,
                        CONFIDENT,
                        best.getKey(),
                        areas.size(),
                        pairs,
                        error)));
        areas.forEach((name, area) ->
                figures.add(new Figure(Attack.MEMBERSHIP, "AUC of " + name, area, Judgement.REPORTED, "")));
        figures.add(new Figure(
                Attack.MEMBERSHIP,
                "AUC without the gate",
                Auc.of(column(results, Pair::draftWith), column(results, Pair::draftWithout)),
                Judgement.REPORTED,
                "the target's own word in the hostile drafts"));
        figures.add(new Figure(
                Attack.MEMBERSHIP,
                "pairs whose releases differ",
                (double) results.stream().filter(Pair::differ).count() / pairs,
                Judgement.REPORTED,
                "what somebody has who knows all others and repeats the run"));
        return figures;
    }

    /** The figure for a target without whom his topic is one conversation short of a threshold. */
    List<Figure> atThreshold(int some) {
        if (enough() > Target.WAYS_TO_TELL) {
            return List.of(new Figure(
                    Attack.MEMBERSHIP,
                    "best AUC at a threshold",
                    0.5,
                    Judgement.UNPROVEN,
                    "not tried: the policy asks for " + enough() + " conversations, and at most " + Target.WAYS_TO_TELL
                            + " can be planted"));
        }
        List<Pair> results = Trials.of(some, threads, this::near, Attack.MEMBERSHIP, watcher);
        Map.Entry<String, Double> best = best(areas(results));
        return List.of(new Figure(
                Attack.MEMBERSHIP,
                "best AUC at a threshold",
                best.getValue(),
                Judgement.REPORTED,
                "by " + best.getKey() + ", " + some + " pairs; no goal, see docs/leak-tests.md"));
    }

    /** Held only if the upper bound of the area keeps to the goal; the area itself would, half of the time, by luck. */
    static Judgement judgement(double area, double error) {
        return area + CONFIDENT * error <= GOAL
                ? Judgement.HELD
                : area - SURE * error <= GOAL ? Judgement.OPEN : Judgement.LEAKED;
    }

    private static double[] column(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        return pairs.stream().mapToDouble(of).toArray();
    }

    private static Map<String, Double> areas(List<Pair> pairs) {
        Map<String, Double> areas = new LinkedHashMap<>();
        for (String name : pairs.get(0).with.keySet()) {
            areas.put(
                    name,
                    Auc.of(
                            column(pairs, pair -> pair.with.getOrDefault(name, 0.0)),
                            column(pairs, pair -> pair.without.getOrDefault(name, 0.0))));
        }
        return areas;
    }

    private static Map.Entry<String, Double> best(Map<String, Double> areas) {
        return areas.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    }

    /** The target is one of the conversations that were not drawn, under a new account and with a word of his own. */
    private Pair away(int number) {
        SplittableRandom random = Trials.random(seed, 5_000, number);
        List<Conversation> drawn = Background.part(pool, SHARE, random);
        Set<Conversation> taken = Set.copyOf(drawn);
        List<Conversation> left =
                pool.stream().filter(other -> !taken.contains(other)).toList();
        Conversation like = left.isEmpty() ? pool.get(0) : left.get(random.nextInt(left.size()));
        String text = like.contents(Role.USER).map(SensitiveText::reveal).collect(Collectors.joining("\n"));
        return pair(drawn, text, random);
    }

    /** Fifteen conversations by default, of which the target's is the last that the policy asks for. */
    private Pair near(int number) {
        SplittableRandom random = Trials.random(seed, 6_000, number);
        Target person = Target.all().get(random.nextInt(Target.all().size()));
        List<String> texts = person.paraphrases(enough(), random);
        List<Conversation> all = new ArrayList<>(Background.part(pool, SHARE, random));
        texts.subList(1, texts.size()).forEach(text -> all.add(Trials.conversation(text, Trials.ATTACKER, random)));
        return pair(all, texts.get(0), random);
    }

    private int enough() {
        PrivacyPolicy policy = rehearsal.configured().policy();
        return Math.max(policy.minConversations(), policy.minUsers());
    }

    private Pair pair(List<Conversation> others, String text, SplittableRandom random) {
        String own = new CanaryMint(random.nextLong()).latinWord();
        Needles needles = new Needles(4);
        needles.add(0, own);
        Conversation target = Trials.conversation(text + " " + own, Trials.TARGET, random);
        Set<String> words = words(text);
        long runSeed = random.nextLong();
        Drafts draftsWith = new Drafts(needles);
        Drafts draftsWithout = new Drafts(needles);
        Outcome with = run(others, Optional.of(target), own, needles, draftsWith, runSeed);
        Outcome without = run(others, Optional.empty(), own, needles, draftsWithout, runSeed);
        return new Pair(
                statistics(with, words, needles),
                statistics(without, words, needles),
                with.insights().all().count() + without.insights().all().count(),
                !with.insights().equals(without.insights()),
                draftsWith.found().cardinality(),
                draftsWithout.found().cardinality());
    }

    private Outcome run(
            List<Conversation> others,
            Optional<Conversation> target,
            String own,
            Needles needles,
            Drafts drafts,
            long runSeed) {
        Seen seen = new Seen(rehearsal.configured().clusterBy().facet());
        return rehearsal.hostile(
                sink -> Stream.concat(others.stream(), target.stream()).forEach(sink::conversation),
                new ObedientSummarizer(seen, needles, List.of(own), drafts, 0),
                new HostileExtractor(needles, List.of(own)),
                runSeed,
                1,
                Progress.none());
    }

    private Map<String, Double> statistics(Outcome outcome, Set<String> words, Needles own) {
        Insights release = outcome.insights();
        Map<String, Double> statistics = new LinkedHashMap<>();
        Optional<Insight> nearest = release.all()
                .filter(insight -> insight.children().isEmpty())
                .max(Comparator.comparingDouble((Insight insight) -> overlap(insight, words))
                        .thenComparing(Insight::title));
        statistics.put("conversations", (double) release.conversations());
        statistics.put("users", (double) release.users());
        statistics.put("topics", (double) release.all().count());
        statistics.put("covered", (double) release.privacyReport().coveredConversations());
        statistics.put(
                "nearest topic's conversations",
                nearest.map(i -> (double) i.conversations()).orElse(0.0));
        statistics.put(
                "nearest topic's users", nearest.map(i -> (double) i.users()).orElse(0.0));
        statistics.put("nearest topic's share", nearest.map(Insight::share).orElse(0.0));
        statistics.put(
                "nearest topic's likeness", nearest.map(i -> overlap(i, words)).orElse(0.0));
        statistics.put(
                "the target's words in titles",
                release.all().mapToDouble(insight -> overlap(insight, words)).sum());
        statistics.put("cells", (double) release.all()
                .mapToInt(insight ->
                        insight.facets().values().stream().mapToInt(List::size).sum())
                .sum());
        statistics.put("the target's own word", (double)
                own.in(rehearsal.read(outcome)).cardinality());
        return statistics;
    }

    private static double overlap(Insight insight, Set<String> words) {
        return words(insight.title()).stream().filter(words::contains).count();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> word.length() > 3)
                .collect(Collectors.toSet());
    }
}
