package io.clio.engine;

import io.clio.dispatch.Assumptions;
import io.clio.dispatch.CostEstimate;
import io.clio.dispatch.Interval;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepEstimate;
import io.clio.dispatch.TokenEstimate;
import io.clio.model.ModelPlan;
import io.clio.model.Rehearsal;
import io.clio.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Says what the language models of a plan will cost, without asking any: reads the input, makes the prompts of a
 * sample, plays what comes after them with words that mean nothing, and draws scenarios in which the sample and all
 * that is assumed differ. The same plan gives the same estimate.
 */
public final class Estimator {
    private static final int SCENARIOS = 2000;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;
    private static final double MILLION = 1e6;

    private final ModelPlan models;
    private final Assumptions assumptions;
    private final Scenarios scenarios;
    private final Census.Result census;

    private Estimator(ModelPlan models, Assumptions assumptions, Census.Result census, Scenarios scenarios) {
        this.models = models;
        this.assumptions = assumptions;
        this.census = census;
        this.scenarios = scenarios;
    }

    /**
     * Estimates.
     *
     * @param plan the plan, with language models
     * @param screens whether code decides which conversations enter the run
     * @param assumptions what cannot be known
     * @return the estimate
     * @throws IllegalStateException if the plan has no language models
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public static CostEstimate of(Plan plan, boolean screens, Assumptions assumptions) {
        ModelPlan models = plan.models()
                .orElseThrow(() -> new IllegalStateException(
                        "no language model is configured, so there is nothing to estimate; call llm(…)"));
        Census.Result census = Census.of(plan, screens, assumptions.sample());
        TokenEstimate set = models.dispatch().estimate();
        boolean isGuess = set.equals(TokenEstimate.byScript());
        TokenEstimate counter = isGuess ? TokenEstimate.average() : set;
        Sampled sampled = Sampled.of(plan, census, new Rehearsal(models, counter, assumptions, 0, 1));
        Scenarios scenarios = Scenarios.of(plan, census, sampled, counter, assumptions, isGuess);
        return new Estimator(models, assumptions, census, scenarios).estimate(plan.seed());
    }

    private CostEstimate estimate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Step, Scenarios.Cost> expected = scenarios.expected();
        List<Map<Step, Scenarios.Cost>> drawn = new ArrayList<>();
        for (int i = 0; i < SCENARIOS; i++) {
            drawn.add(scenarios.draw(random));
        }
        List<StepEstimate> steps = new ArrayList<>();
        double sum = 0;
        double[] sums = new double[SCENARIOS];
        boolean known = true;
        for (Map.Entry<Step, Scenarios.Cost> entry : expected.entrySet()) {
            Step step = entry.getKey();
            String model = models.model(step).name();
            PriceTable prices = models.dispatch().prices();
            Optional<Price> price = prices.of(model);
            List<Scenarios.Cost> of = drawn.stream().map(all -> all.get(step)).toList();
            Optional<Interval> dollars =
                    price.map(each -> interval(entry.getValue(), of, cost -> dollars(step, each, cost)));
            if (price.isPresent()) {
                sum += dollars(step, price.get(), entry.getValue());
                for (int i = 0; i < SCENARIOS; i++) {
                    sums[i] += dollars(step, price.get(), of.get(i));
                }
            }
            known &= price.isPresent();
            steps.add(new StepEstimate(
                    step.name().toLowerCase(Locale.ROOT),
                    model,
                    interval(entry.getValue(), of, Scenarios.Cost::questions),
                    interval(entry.getValue(), of, Scenarios.Cost::input),
                    interval(entry.getValue(), of, Scenarios.Cost::output),
                    dollars));
        }
        return new CostEstimate(
                census.conversations(),
                census.prompts(),
                census.drawn(),
                census.failed(),
                steps,
                known ? Optional.of(interval(sum, sums)) : Optional.empty(),
                assumptions);
    }

    /** Of titles a part is asked in batches; those in place of refused ones are asked one by one. */
    private static boolean isInBatches(Step step) {
        return step.canWait() && step != Step.TITLES;
    }

    private double dollars(Step step, Price price, Scenarios.Cost cost) {
        double listed =
                (price.input().doubleValue() * cost.input() + price.output().doubleValue() * cost.output()) / MILLION;
        boolean inBatches = models.dispatch()
                .batching()
                .filter(batches -> isInBatches(step) && cost.questions() >= batches.least())
                .isPresent();
        return inBatches ? listed * price.batch().doubleValue() : listed;
    }

    private static Interval interval(
            Scenarios.Cost expected, List<Scenarios.Cost> drawn, ToDoubleFunction<Scenarios.Cost> number) {
        return interval(
                number.applyAsDouble(expected),
                drawn.stream().mapToDouble(number).toArray());
    }

    private static Interval interval(double expected, double[] drawn) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double low = sorted[(int) (LOW * (sorted.length - 1))];
        double high = sorted[(int) (HIGH * (sorted.length - 1))];
        return Interval.of(Math.min(low, expected), expected, Math.max(high, expected));
    }
}
