package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.cluster.Hierarchy;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.dispatch.Assumption;
import io.clio.dispatch.Assumptions;
import io.clio.dispatch.CostEstimate;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Interval;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepEstimate;
import io.clio.dispatch.StepReport;
import io.clio.dispatch.TokenEstimate;
import io.clio.input.JsonLines;
import io.clio.release.Insights;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * An estimate of costs against what the run then costs: {@code FILE SAMPLE SEEDS}. Models are scripted, their tokens
 * are counted by a tokenizer, prices are those of Tamkin et al. (2024).
 */
final class LlmEstimate {
    private static final Price FOR_FACETS = Price.of("0.25", "1.25");
    private static final Price FOR_TITLES = Price.of("3", "15");
    private static final int SHORTEST_ONE_IN = 10;
    private static final double MOST_OFF = 0.1;

    private final Conversations conversations;
    private final PaidModel facets = new PaidModel(new CountedModel(new ScriptedModel(), "for-facets"));
    private final PaidModel titles = new PaidModel(new CountedModel(new ScriptedModel(), "for-titles"));

    private LlmEstimate(Conversations conversations) {
        this.conversations = conversations;
    }

    /** Prints both, step by step, and how many samples of other seeds hold the truth. */
    public static void main(String[] arguments) throws IOException {
        LlmEstimate whole = new LlmEstimate(Conversations.file(Path.of(arguments[0])));
        CostEstimate estimate = whole.pipeline(TokenEstimate.byScript()).estimate();
        System.out.println(estimate);
        whole.compare(estimate);
        whole.coverage(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        whole.control(Path.of(arguments[0]));
    }

    private Pipeline pipeline(TokenEstimate tokens) {
        return Clio.pipeline()
                .from(conversations)
                .embedder(Embedders.hashing())
                .llm(facets)
                .titles(titles)
                .facets(Facets.task(), Facets.language(), Facets.concern())
                .dispatch(Dispatch.builder()
                        .estimate(tokens)
                        .prices(PriceTable.empty()
                                .with("for-facets", FOR_FACETS)
                                .with("for-titles", FOR_TITLES))
                        .build());
    }

    private void compare(CostEstimate estimate) {
        if (facets.all().output() + titles.all().output() > 0) {
            throw new IllegalStateException("an estimate asked a model");
        }
        List<StepReport> reports = new ArrayList<>();
        Insights insights =
                pipeline(TokenEstimate.byScript()).modelReport(reports::addAll).run();
        System.out.println("topics=" + insights.all().count());
        for (StepReport report : reports) {
            StepEstimate step = estimate.step(report.step()).orElseThrow();
            // A report counts an answer as often as it served.
            BigDecimal dollars = report.step().equals("facets")
                    ? FOR_FACETS.dollars(facets.facets())
                    : report.dollars().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%s: answers %d, in %.1f and out %.1f each; estimated %.0f, %.1f and %.1f; paid %.4f, estimated"
                            + " %s: %s%n",
                    report.step(),
                    report.answers(),
                    (double) report.tokens().input() / report.answers(),
                    (double) report.tokens().output() / report.answers(),
                    step.questions().expected(),
                    step.inputTokens().expected() / step.questions().expected(),
                    step.outputTokens().expected() / step.questions().expected(),
                    dollars,
                    shown(step.dollars().orElseThrow()),
                    step.dollars().orElseThrow().contains(dollars.doubleValue()) ? "inside" : "outside");
        }
        double paid = FOR_FACETS
                .dollars(facets.all())
                .add(FOR_TITLES.dollars(titles.all()))
                .doubleValue();
        Interval dollars = estimate.dollars().orElseThrow();
        System.out.printf(Locale.ROOT, "all: paid %.4f, estimated %s%n", paid, shown(dollars));
        System.out.printf(Locale.ROOT, "ratio=%.4f%n", dollars.expected() / paid);
        System.out.println("inside=" + dollars.contains(paid));
    }

    private static String shown(Interval dollars) {
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", dollars.expected(), dollars.low(), dollars.high());
    }

    private static StepEstimate facetsOf(CostEstimate estimate) {
        return estimate.step("facets").orElseThrow();
    }

    /**
     * How many samples hold what facets cost; and, where neither tokens nor anything else is assumed, what their
     * prompts have: then the error of the sample is all there is.
     */
    private void coverage(int sample, int seeds) {
        Assumptions few = Assumptions.standard().sampling(sample);
        Assumptions sure = few.with(Assumption.ASKED_AGAIN, Interval.exactly(Double.MIN_NORMAL));
        double dollars = FOR_FACETS.dollars(facets.facets()).doubleValue();
        long tokens = facets.facets().input();
        int ofDollars = 0;
        int ofTokens = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Interval guess = facetsOf(
                            facetsAlone(TokenEstimate.byScript(), seed).estimate(few))
                    .dollars()
                    .orElseThrow();
            Interval count = facetsOf(facetsAlone(CountedModel::tokens, seed).estimate(sure))
                    .inputTokens();
            ofDollars += guess.contains(dollars) ? 1 : 0;
            ofTokens += count.contains((double) tokens) ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "samples of %d: of %d intervals hold dollars of facets %d, tokens of their prompts %d%n",
                sample,
                seeds,
                ofDollars,
                ofTokens);
        System.out.println("covered=" + Math.min(ofDollars, ofTokens));
    }

    private Pipeline facetsAlone(TokenEstimate tokens, long seed) {
        return pipeline(tokens)
                .seed(seed)
                .summarizer(clusters -> List.of())
                .hierarchizer((drafts, centroids, unused) -> Hierarchy.flat(drafts.size()));
    }

    /** A sample of the shortest conversations alone: what it says of the whole must not hold. */
    private void control(Path file) throws IOException {
        List<Conversation> all = new ArrayList<>();
        new JsonLines(file).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                all.add(conversation);
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
        List<Conversation> shortest = all.stream()
                .sorted(Comparator.comparingLong(LlmEstimate::length))
                .limit(all.size() / SHORTEST_ONE_IN)
                .toList();
        Interval broken = facetsOf(new LlmEstimate(Conversations.of(shortest))
                        .pipeline(TokenEstimate.byScript())
                        .estimate())
                .dollars()
                .orElseThrow();
        double paid = FOR_FACETS.dollars(facets.facets()).doubleValue() / SHORTEST_ONE_IN;
        double ratio = broken.expected() / paid;
        boolean isShort = !broken.contains(paid) || Math.abs(ratio - 1) > MOST_OFF;
        System.out.printf(Locale.ROOT, "the shortest alone: ratio %.4f, %s%n", ratio, shown(broken));
        System.out.println("control=" + (isShort ? "short" : "holds"));
    }

    private static long length(Conversation conversation) {
        return conversation.messages().stream()
                .map(Message::content)
                .mapToLong(text -> text.length())
                .sum();
    }
}
