package io.clio.dispatch;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/**
 * An expected number, and the two between which it lies with 95 %.
 *
 * @param low the lower end
 * @param expected the number itself
 * @param high the upper end
 */
@Immutable
public record Interval(double low, double expected, double high) {
    /** Half the width of an interval of 95 % in standard deviations. */
    private static final double HALF = 1.96;

    private static final double CENTS = 100;

    // Checks the order.
    public Interval {
        if (!(low >= 0 && low <= expected && expected <= high && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    "an interval must have 0 <= low <= expected <= high, got " + low + ", " + expected + ", " + high);
        }
    }

    /**
     * An interval.
     *
     * @param low its lower end, 0 or more
     * @param expected what is expected
     * @param high its upper end
     * @return the interval
     */
    public static Interval of(double low, double expected, double high) {
        return new Interval(low, expected, high);
    }

    /**
     * A number that is known.
     *
     * @param number the number
     * @return an interval of no width
     */
    public static Interval exactly(double number) {
        return new Interval(number, number, number);
    }

    /**
     * Whether a number lies in it.
     *
     * @param number the number
     * @return true also for its ends
     */
    public boolean contains(double number) {
        return low <= number && number <= high;
    }

    /**
     * The number that is so many standard deviations from the expected one, where either side is log-normal.
     *
     * @param deviations such as -1.96 for {@link #low()}, 0 for {@link #expected()}, 1.96 for {@link #high()}
     * @return the number, 0 or more
     */
    public double at(double deviations) {
        if (expected == 0) {
            return 0;
        }
        double end = deviations < 0 ? low : high;
        double steps = StrictMath.abs(deviations) / HALF;
        return expected * StrictMath.pow(end / expected, steps);
    }

    /** The numbers with two decimals. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%s to %s)", shown(expected), shown(low), shown(high));
    }

    private static String shown(double number) {
        return number >= CENTS
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }
}
