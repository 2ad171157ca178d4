package io.clio.engine;

import io.clio.spi.Clusterer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** How many base clusters a run will have, by the rules of its clusterer and of {@link Strata}. */
final class ClusterCount {
    private static final double ROWS_OF_A_CLUSTER = 100;

    private final Clusterer clusterer;
    private final List<Double> shares = new ArrayList<>();

    /**
     * A count.
     *
     * @param plan the plan
     * @param parts how many conversations of a sample are in each part that is clustered by itself
     * @param rows about how many rows there are
     */
    ClusterCount(Plan plan, List<Integer> parts, double rows) {
        this.clusterer = plan.clusterer();
        double all = parts.stream().mapToInt(Integer::intValue).sum();
        double least = Strata.smallest(plan, rows);
        List<Integer> large = parts.stream()
                .filter(part -> part / all * rows >= least)
                .sorted(Comparator.reverseOrder())
                .toList();
        double rest = all - large.stream().mapToInt(Integer::intValue).sum();
        if (large.isEmpty()) {
            shares.add(1.0);
        }
        for (int i = 0; i < large.size(); i++) {
            shares.add((large.get(i) + (i == 0 ? rest : 0)) / all);
        }
    }

    /** Whether the clusterer says how many clusters it makes. */
    boolean isKnown() {
        return clusterer.expectedClusters(1).isPresent();
    }

    /**
     * How many clusters.
     *
     * @param rows how many rows
     * @param perHundred how many clusters hundred rows have, if the clusterer does not say
     */
    double of(double rows, double perHundred) {
        if (rows < 1) {
            return 0;
        }
        double clusters = 0;
        double from = 0;
        for (double share : shares) {
            double to = Math.min(rows, from + share * rows);
            clusters += of((int) Math.round(from), (int) Math.round(to), (int) Math.round(rows), perHundred);
            from = to;
        }
        return clusters;
    }

    private double of(int from, int to, int all, double perHundred) {
        int rows = Math.max(1, to - from);
        Clusterer part = shares.size() == 1 ? clusterer : clusterer.forPart(from, from + rows, all);
        OptionalInt expected = part.expectedClusters(rows);
        return expected.isPresent() ? expected.getAsInt() : Math.max(1, rows / ROWS_OF_A_CLUSTER * perHundred);
    }
}
