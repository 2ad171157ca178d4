package io.clio.engine;

import io.clio.dispatch.Assumption;
import io.clio.dispatch.Assumptions;
import io.clio.dispatch.TokenEstimate;
import io.clio.engine.Played.Taken;
import io.clio.model.ModelPlan;
import io.clio.model.Rehearsal;
import io.clio.model.Step;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the steps of a run take if the sample is as it is and all assumptions hold, or if both are a little different:
 * the sample by drawing from it anew, corrected for how much of the whole it is, and each assumption within its range.
 */
final class Scenarios {
    /** Played with answers shorter than expected, as expected, and longer. */
    private static final double[] LEVELS = {-1.96, 0, 1.96};

    private static final int EXPECTED = 1;
    /** So many seeded descriptions is an auditor shown in each run, by which it is measured. */
    private static final int SEEDED = 28;
    /** What is said to a model of an answer that could not be used. */
    private static final int COMPLAINT = 40;

    private final Set<Step> steps;
    private final boolean splits;
    private final Census.Result census;
    private final List<Sampled.One> sample;
    private final Sampled.One mean;
    private final Assumptions assumptions;
    private final boolean isGuess;
    private final ClusterCount clusterCount;
    private final List<Played> played;
    private final List<Double> furtherRequest;

    /**
     * What a step takes.
     *
     * @param questions answered calls
     * @param input tokens of prompts
     * @param output tokens of answers
     */
    record Cost(double questions, double input, double output) {
        private Cost askedAgain(double part) {
            double answer = questions == 0 ? 0 : output / questions;
            return new Cost(
                    questions * (1 + part),
                    input * (1 + part) + part * questions * (answer + COMPLAINT),
                    output * (1 + part));
        }

        private Cost plus(double times, Taken taken) {
            return new Cost(
                    questions + times * taken.questions(),
                    input + times * taken.input(),
                    output + times * taken.output());
        }
    }

    /** How many standard deviations each assumption is off, and what the sample says. */
    private record Draw(Map<Assumption, Double> off, Sampled.One mean) {
        double off(Assumption what) {
            return off.getOrDefault(what, 0.0);
        }
    }

    private Scenarios(
            ModelPlan models,
            Census.Result census,
            Sampled sampled,
            Assumptions assumptions,
            boolean isGuess,
            ClusterCount clusterCount,
            List<Played> played,
            List<Double> furtherRequest) {
        this.steps = models.steps();
        this.splits = models.splits();
        this.census = census;
        this.sample = sampled.each();
        this.mean = mean(sample, i -> i);
        this.assumptions = assumptions;
        this.isGuess = isGuess;
        this.clusterCount = clusterCount;
        this.played = played;
        this.furtherRequest = furtherRequest;
    }

    /** Plays what comes after facets, and is ready to draw. */
    static Scenarios of(
            Plan plan,
            Census.Result census,
            Sampled sampled,
            TokenEstimate counter,
            Assumptions assumptions,
            boolean isGuess) {
        ModelPlan models = plan.models().orElseThrow();
        double share = mean(sampled.each(), i -> i).clustered();
        double rows = census.rows()
                * share
                * (models.steps().contains(Step.SCREEN)
                        ? assumptions.of(Assumption.LET_IN).expected()
                        : 1);
        ClusterCount clusterCount = new ClusterCount(plan, sampled.parts(), rows);
        int clusters = (int) Math.round(
                clusterCount.of(rows, assumptions.of(Assumption.CLUSTERS).expected()));
        Function<Double, Rehearsal> once = level -> new Rehearsal(models, counter, assumptions, level, 1);
        List<Double> levels = Arrays.stream(LEVELS).boxed().toList();
        List<Played> played = levels.stream()
                .map(level -> Played.of(plan, once.apply(level), sampled, rows, clusters))
                .toList();
        List<Double> further = levels.stream()
                .map(level -> Played.answer(plan, new Rehearsal(models, counter, assumptions, level, 2))
                        - Played.answer(plan, once.apply(level)))
                .toList();
        return new Scenarios(models, census, sampled, assumptions, isGuess, clusterCount, played, further);
    }

    /** What is expected. */
    Map<Step, Cost> expected() {
        return cost(new Draw(Map.of(), mean));
    }

    /** One of the things that may come instead. */
    Map<Step, Cost> draw(SplittableRandom random) {
        Map<Assumption, Double> off = new EnumMap<>(Assumption.class);
        for (Assumption what : Assumption.values()) {
            off.put(what, Gaussian.next(random));
        }
        Sampled.One other = mean(sample, i -> random.nextInt(sample.size()));
        // A sample that is most of the whole is nearly as sure as the whole.
        double left = Math.max(0, 1 - (double) sample.size() / Math.max(1, census.prompts()));
        double part = StrictMath.sqrt(left);
        return cost(new Draw(off, Sampled.One.NOTHING.plus(mean, 1 - part).plus(other, part)));
    }

    private static Sampled.One mean(List<Sampled.One> sample, Function<Integer, Integer> which) {
        Sampled.One mean = Sampled.One.NOTHING;
        for (int i = 0; i < sample.size(); i++) {
            mean = mean.plus(sample.get(which.apply(i)), 1.0 / sample.size());
        }
        return mean;
    }

    private Map<Step, Cost> cost(Draw draw) {
        double perToken = isGuess ? of(draw, Assumption.TOKENIZER) : 1;
        double letIn = steps.contains(Step.SCREEN) ? Math.min(1, of(draw, Assumption.LET_IN)) : 1;
        double requests = splits ? Math.max(1, of(draw, Assumption.REQUESTS)) : 1;
        double prompts = census.prompts();
        Map<Step, Cost> costs = new EnumMap<>(Step.class);
        if (steps.contains(Step.SCREEN)) {
            double answers = prompts * draw.mean.screen();
            costs.put(
                    Step.SCREEN,
                    new Cost(
                            answers,
                            prompts * draw.mean.screenIn() * perToken,
                            answers * played.get(EXPECTED).screen()));
        }
        if (steps.contains(Step.FACETS)) {
            double answers = prompts * letIn * draw.mean.facets();
            double off = draw.off(Assumption.TEXT);
            double answer = at(off, Played::answer) + (requests - 1) * between(off, furtherRequest);
            costs.put(
                    Step.FACETS,
                    new Cost(answers, prompts * letIn * draw.mean.facetsIn() * perToken, answers * answer));
        }
        double rows = census.rows() * letIn * draw.mean.clustered() * requests;
        double clusters = clusterCount.of(rows, of(draw, Assumption.CLUSTERS));
        costs.putAll(ofClusters(draw, clusters, perToken));
        double again = of(draw, Assumption.ASKED_AGAIN);
        costs.replaceAll((step, cost) -> cost.askedAgain(again));
        return costs;
    }

    private Map<Step, Cost> ofClusters(Draw draw, double clusters, double perToken) {
        Map<Step, Cost> costs = new EnumMap<>(Step.class);
        double groups = Played.groups(clusters);
        double texts = draw.off(Assumption.TEXT);
        double descriptions = draw.off(Assumption.DESCRIPTION);
        if (steps.contains(Step.TITLES)) {
            double times = 1 + of(draw, Assumption.REDRAFTED);
            Taken title = taken(texts, descriptions, perToken, Played::title);
            Taken group = taken(descriptions, descriptions, perToken, Played::group);
            // A model that arranges clusters names its groups too.
            double named = steps.contains(Step.HIERARCHY) ? 0 : groups;
            costs.put(
                    Step.TITLES, new Cost(0, 0, 0).plus(clusters * times, title).plus(named * times, group));
        }
        if (steps.contains(Step.HIERARCHY)) {
            Taken each = taken(descriptions, descriptions, perToken, Played::hierarchy);
            double times = of(draw, Assumption.TREE);
            costs.put(Step.HIERARCHY, new Cost(0, 0, 0).plus(groups == 0 ? 0 : clusters * times, each));
        }
        if (steps.contains(Step.AUDIT)) {
            double audited = SEEDED + (clusters + groups) * of(draw, Assumption.AUDITED);
            Taken each = taken(descriptions, draw.off(Assumption.REASON), perToken, Played::audit);
            costs.put(Step.AUDIT, new Cost(0, 0, 0).plus(clusters == 0 ? 0 : audited, each));
        }
        return costs;
    }

    private double of(Draw draw, Assumption what) {
        return assumptions.of(what).at(draw.off(what));
    }

    private Taken taken(double offIn, double offOut, double perToken, Function<Played, Taken> what) {
        return new Taken(
                at(offOut, one -> what.apply(one).questions()),
                at(offIn, one -> what.apply(one).input()) * perToken,
                at(offOut, one -> what.apply(one).output()));
    }

    private double at(double off, ToDoubleFunction<Played> number) {
        return between(
                off, played.stream().map(one -> number.applyAsDouble(one)).toList());
    }

    /** Between what was played, along straight lines. */
    private static double between(double off, List<Double> atLevels) {
        double end = off < 0 ? atLevels.get(0) : atLevels.get(2);
        double middle = atLevels.get(EXPECTED);
        return Math.max(0, middle + (end - middle) * Math.abs(off) / LEVELS[2]);
    }
}
