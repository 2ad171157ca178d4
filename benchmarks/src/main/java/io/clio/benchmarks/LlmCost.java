package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepReport;
import io.clio.release.Insights;
import io.clio.testkit.population.PlantedConversation;
import io.clio.testkit.population.Population;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a run over 100,000 conversations of 1,000 tokens costs at the prices of Tamkin et al. (2024):
 * {@code CONVERSATIONS}. So many are run, in as many clusters as 100,000 have; facets cost in proportion to
 * conversations, and all else to clusters.
 */
final class LlmCost {
    private static final int WHOLE = 100_000;
    private static final int TOKENS = 1000;
    private static final long SEED = 20261122;

    private LlmCost() {}

    /** Prints what each step takes and costs, and the sum. */
    public static void main(String[] arguments) {
        int conversations = Integer.parseInt(arguments[0]);
        List<StepReport> reports = new ArrayList<>();
        Iterable<Conversation> normalised = () -> Population.of(SEED).size(conversations).stream()
                .map(LlmCost::normalised)
                .iterator();
        Insights insights = Clio.pipeline()
                .from(Conversations.of(normalised))
                .embedder(Embedders.hashing())
                .clusterer(Clusterers.kMeans(Clusterers.clustersFor(WHOLE)))
                .llm(new CountedModel(new ScriptedModel(), "for-facets"))
                .titles(new CountedModel(new ScriptedModel(), "for-titles"))
                .facets(Facets.task(), Facets.language(), Facets.concern())
                .dispatch(Dispatch.builder()
                        .prices(PriceTable.empty()
                                .with("for-facets", Price.of("0.25", "1.25"))
                                .with("for-titles", Price.of("3", "15")))
                        .build())
                .modelReport(reports::addAll)
                .run();
        BigDecimal whole = BigDecimal.ZERO;
        BigDecimal inBatches = BigDecimal.ZERO;
        for (StepReport report : reports) {
            BigDecimal dollars = report.dollars().orElseThrow();
            if (report.step().equals("facets")) {
                dollars = dollars.multiply(BigDecimal.valueOf(WHOLE)).divide(BigDecimal.valueOf(conversations));
            }
            whole = whole.add(dollars);
            boolean canWait = report.step().equals("facets") || report.step().equals("titles");
            inBatches = inBatches.add(canWait ? dollars.divide(BigDecimal.valueOf(2)) : dollars);
            System.out.printf(
                    Locale.ROOT,
                    "%s: answers %d, in %.1f and out %.1f each, failures %s; for %d conversations %.2f dollars%n",
                    report.step(),
                    report.answers(),
                    (double) report.tokens().input() / report.answers(),
                    (double) report.tokens().output() / report.answers(),
                    report.failures(),
                    WHOLE,
                    dollars);
        }
        System.out.printf(
                Locale.ROOT,
                "with facets and titles in batches, at half these prices: %.2f dollars (for information)%n",
                inBatches);
        System.out.printf(Locale.ROOT, "topics=%d%ncost=%.2f%n", insights.all().count(), whole);
    }

    /** The words of a conversation, said again and again, half of them by the user. */
    private static Conversation normalised(PlantedConversation planted) {
        String words = planted.messages().stream()
                .map(PlantedConversation.Message::content)
                .collect(Collectors.joining("\n"));
        return new Conversation(
                planted.id(),
                Subject.ofUser(planted.userId()),
                planted.timestamp(),
                List.of(Message.user(ofTokens(words)), Message.assistant(ofTokens(words))),
                Metadata.none());
    }

    private static String ofTokens(String words) {
        StringBuilder text = new StringBuilder();
        int tokens = 0;
        int each = 1 + CountedModel.tokens(words);
        while (tokens + each <= TOKENS / 2) {
            text.append(words).append('\n');
            tokens += each;
        }
        String[] rest = words.split("(?<= )", -1);
        for (int next = 0; tokens < TOKENS / 2; next++) {
            String word = rest[next % rest.length];
            text.append(word);
            tokens += CountedModel.tokens(word);
        }
        return text.toString();
    }
}
