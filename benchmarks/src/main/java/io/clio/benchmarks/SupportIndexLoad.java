package io.clio.benchmarks;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.release.Candidate;
import io.clio.release.InputReport;
import io.clio.release.Insights;
import io.clio.release.PrivacyPolicy;
import io.clio.release.Provenance;
import io.clio.release.ReleaseGate;
import io.clio.release.SupportIndex;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Builds a support index over generated conversations and lets the gate judge titles and summaries over all of them:
 * {@code CONVERSATIONS TOKENS}. Every tenth conversation is a copy of an earlier one with a few words changed.
 */
final class SupportIndexLoad {
    private static final int WORDS = 200_000;
    private static final int TOPICS = 1_000;

    private SupportIndexLoad() {}

    /** Prints times, what was released, and the peak of the heap. */
    public static void main(String[] arguments) {
        int conversations = Integer.parseInt(arguments[0]);
        int tokens = Integer.parseInt(arguments[1]);
        PrivacyPolicy policy = PrivacyPolicy.standard();
        long start = System.nanoTime();
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42);
        for (int i = 0; i < conversations; i++) {
            SensitiveText text = SensitiveText.of(text(i, tokens));
            builder.add(
                    Subject.ofUser("user" + (i * 7919L) % (conversations / 3 + 1)),
                    builder.digest(List.of(text), List.of()));
        }
        report("digested", start);
        start = System.nanoTime();
        try (SupportIndex index =
                builder.build(IntStream.range(0, conversations).toArray())) {
            report("grouped", start);
            start = System.nanoTime();
            Insights insights = ReleaseGate.of(policy, List.of()).release(candidate(conversations, tokens), index);
            report("released", start);
            System.out.println(insights + " " + insights.privacyReport());
        }
        System.out.printf(Locale.ROOT, "peak=%d%n", peak() >> 20);
    }

    private static void report(String what, long start) {
        System.out.printf(Locale.ROOT, "%s in %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static String text(int number, int tokens) {
        boolean copy = number % 10 == 9;
        SplittableRandom random = new SplittableRandom(copy ? number - 5 : number);
        SplittableRandom changes = new SplittableRandom(number);
        StringBuilder text = new StringBuilder(tokens * 8);
        for (int i = 0; i < tokens; i++) {
            boolean changed = copy && changes.nextInt(50) == 0;
            // Few words are frequent and most are rare.
            double at = random.nextDouble();
            int word = (int) Math.min(WORDS, Math.exp(at * Math.log(WORDS)));
            text.append(changed ? "x" : "w").append(Integer.toString(word, 36)).append(' ');
        }
        return text.toString();
    }

    private static Candidate candidate(int conversations, int tokens) {
        List<FacetRow> rows = Collections.nCopies(conversations, new FacetRow(Subject.unknown(), FacetValues.none()));
        int each = conversations / TOPICS;
        List<Candidate.Node> nodes = IntStream.range(0, TOPICS)
                .mapToObj(topic -> new Candidate.Node(
                        IntStream.range(topic * each, (topic + 1) * each).toArray(),
                        Draft.of("w1 w2 w3 w" + Integer.toString(4 + topic % 30, 36), echo(topic * each, tokens)),
                        List.of(),
                        List.of()))
                .toList();
        InputReport input = new InputReport(0, 0, conversations, 0, 0, 0, 0, 0, 0, 0);
        return new Candidate(
                rows,
                List.of(),
                nodes,
                refused ->
                        refused.stream().map(one -> redraft(one.node(), each)).toList(),
                input,
                Provenance.of("benchmark", 42, Map.of()));
    }

    private static Draft redraft(Candidate.Node node, int each) {
        int topic = node.rows()[0] / each;
        return Draft.of("w1 and w2 and w" + Integer.toString(3 + topic % 30, 36), "");
    }

    /** A summary that repeats what one user wrote. */
    private static String echo(int conversation, int tokens) {
        String text = text(conversation, tokens);
        return text.substring(0, Math.min(500, text.length()));
    }
}
