package io.clio.testkit.leak;

import java.util.Arrays;

/** The area under the curve of true over false positives: how well a number tells two groups apart. */
final class Auc {
    private Auc() {}

    /**
     * The probability that a number of the first group is above one of the second, ties by half, or the other way
     * round, whichever is more.
     *
     * @return 0.5 to 1
     */
    static double of(double[] first, double[] second) {
        double[] ordered = second.clone();
        Arrays.sort(ordered);
        double above = 0;
        for (double number : first) {
            above += (below(ordered, number) + below(ordered, Math.nextUp(number))) / 2.0;
        }
        double area = above / ((double) first.length * second.length);
        return Math.max(area, 1 - area);
    }

    /** How many are below a number. */
    private static int below(double[] ordered, double number) {
        int from = 0;
        int to = ordered.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ordered[middle] < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
