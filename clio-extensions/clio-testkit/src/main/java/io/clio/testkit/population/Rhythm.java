package io.clio.testkit.population;

import java.time.Instant;

/**
 * The time at which conversations begin: 26 weeks from Monday 2026-01-05, quieter at night and at weekends.
 *
 * <p>A position in {@code [0, 1)} maps to an instant, later positions to later instants, so a stream in order of
 * position is in order of time.
 */
final class Rhythm {

    private static final long START = Instant.parse("2026-01-05T00:00:00Z").getEpochSecond();
    private static final int WEEKS = 26;
    private static final int HOURS = 7 * 24;
    private static final int[] DAY = {20, 21, 21, 20, 18, 11, 11};
    private static final int[] HOUR = {
        3, 2, 2, 1, 1, 2, 4, 7, 10, 13, 14, 14, 13, 14, 15, 15, 14, 13, 13, 14, 15, 13, 9, 5
    };

    /** {@code CUMULATIVE[h]} is the share of a week that lies before its hour {@code h}. */
    private static final double[] CUMULATIVE = cumulative();

    private Rhythm() {}

    private static double[] cumulative() {
        double[] before = new double[HOURS + 1];
        for (int h = 0; h < HOURS; h++) {
            before[h + 1] = before[h] + DAY[h / 24] * HOUR[h % 24];
        }
        double total = before[HOURS];
        for (int h = 0; h <= HOURS; h++) {
            before[h] /= total;
        }
        return before;
    }

    static Instant at(double position) {
        double weeks = position * WEEKS;
        int week = (int) weeks;
        double share = weeks - week;
        int hour = 0;
        while (CUMULATIVE[hour + 1] <= share) {
            hour++;
        }
        double within = (share - CUMULATIVE[hour]) / (CUMULATIVE[hour + 1] - CUMULATIVE[hour]);
        long second = Math.min(3599, (long) (within * 3600));
        return Instant.ofEpochSecond(START + ((long) week * HOURS + hour) * 3600 + second);
    }
}
