package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.release.Candidate;
import io.clio.release.Insight;
import io.clio.release.PrivacyPolicy;
import io.clio.release.PrivacyReport;
import io.clio.spi.Embedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much of what enough users stand for the gate releases: takes sets, and prints for each and for several thresholds
 * the topics, the conversations under leaves and the cells with rule I1 alone, and with others.
 */
final class GateCoverage {
    private static final int LOWEST = 5;
    private static final List<Integer> THRESHOLDS = List.of(LOWEST, 50, 250);

    /** Rules as a policy switches them on one after the other; suppression (I2) cannot be switched off. */
    private enum Rules {
        I1_I2,
        I1_I2_I11,
        I1_I2_I3_I4,
        ALL;

        PrivacyPolicy of(PrivacyPolicy policy) {
            PrivacyPolicy these = policy;
            if (this == I1_I2 || this == I1_I2_I3_I4) {
                these = these.withMaxShare(1).withMaxConversationsPerUser(Integer.MAX_VALUE);
            }
            return this == I1_I2 || this == I1_I2_I11 ? these.withMinTermUsers(2) : these;
        }
    }

    private GateCoverage() {}

    /** Takes files of conversations. */
    public static void main(String[] sets) {
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            for (String set : sets) {
                Embedder once = once(embedder);
                for (int minUsers : THRESHOLDS) {
                    for (Rules rules : minUsers == LOWEST ? Rules.values() : new Rules[] {Rules.ALL}) {
                        measure(Path.of(set), minUsers, rules, once);
                    }
                }
            }
        }
    }

    /** Embeds each batch of texts once: thresholds change nothing before the gate. */
    private static Embedder once(Embedder embedder) {
        Map<List<SensitiveText>, Embeddings> seen = new HashMap<>();
        return texts -> seen.computeIfAbsent(texts, embedder::embed);
    }

    private static void measure(Path set, int minUsers, Rules rules, Embedder embedder) {
        PrivacyPolicy policy = rules.of(PrivacyPolicy.standard()
                .withMinUsers(minUsers)
                .withMinConversations(minUsers == 5 ? 15 : 2 * minUsers)
                .withCountsRoundedTo(1));
        Pipeline pipeline = Clio.pipeline()
                .from(Conversations.jsonLines(set))
                .embedder(embedder)
                .facets(Facets.turns(), Facets.month(), Facets.metadata("language", "/language"))
                .privacy(policy);
        Outcome outcome = Engine.run(pipeline.plan(embedder));
        BitSet leaves = new BitSet();
        int[] topics = {0, 0};
        enough(outcome.candidate().roots(), outcome, policy, leaves, topics);
        PrivacyReport report = outcome.insights().privacyReport();
        long cells =
                outcome.insights().all().mapToLong(insight -> cells(insight)).sum();
        System.out.printf(
                Locale.ROOT,
                "%s;minUsers=%d;topics;%d;%d;conversations;%d;%d;cells;%d;%d;%s;%s%n",
                set.getFileName(),
                minUsers,
                topics[0],
                outcome.insights().all().count(),
                leaves.cardinality(),
                report.coveredConversations(),
                topics[1],
                cells,
                rules,
                report.withheld());
    }

    private static long cells(Insight insight) {
        return insight.facets().values().stream()
                .flatMap(List::stream)
                .filter(cell -> !cell.isOther())
                .count();
    }

    /** The cells of a facet that rule I1 alone would let through. */
    private static <T> int cells(Facet<T> facet, int[] rows, Outcome outcome, PrivacyPolicy policy) {
        Map<Object, List<Integer>> cells = new HashMap<>();
        for (int row : rows) {
            outcome.rows().rows().get(row).values().get(facet).ifPresent(value -> {
                Object label = facet.domain() instanceof Domain.Count count ? count.rangeOf((Integer) value) : value;
                (label instanceof List<?> labels ? labels : List.of(label))
                        .forEach(one -> cells.computeIfAbsent(one, unused -> new ArrayList<>())
                                .add(row));
            });
        }
        return (int) cells.values().stream()
                .map(cell -> cell.stream().mapToInt(Integer::intValue).toArray())
                .filter(cell -> cell.length >= policy.minConversations()
                        && outcome.rows().support().effectiveUsers(cell) >= policy.minUsers())
                .count();
    }

    /** What rule I1 alone would let through; says whether anything of it has no child that passes. */
    private static boolean enough(
            List<Candidate.Node> nodes, Outcome outcome, PrivacyPolicy policy, BitSet leaves, int[] topics) {
        boolean any = false;
        for (Candidate.Node node : nodes) {
            int users = outcome.rows().support().effectiveUsers(node.rows());
            if (users >= policy.minUsers() && node.rows().length >= policy.minConversations()) {
                any = true;
                topics[0]++;
                outcome.candidate().facets().forEach(facet -> topics[1] += cells(facet, node.rows(), outcome, policy));
                if (!enough(node.children(), outcome, policy, leaves, topics)) {
                    IntStream.of(node.rows()).forEach(leaves::set);
                }
            }
        }
        return any;
    }
}
