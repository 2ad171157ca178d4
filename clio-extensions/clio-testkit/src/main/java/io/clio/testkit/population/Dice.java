package io.clio.testkit.population;

/**
 * A SplitMix64 stream of random numbers whose bits depend on the seed only, never on the JDK.
 *
 * <p>Not thread-safe; every conversation throws its own dice. Source: Steele, Lea and Flood, <i>Fast splittable
 * pseudorandom number generators</i>, OOPSLA 2014.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice for one use ({@code purpose}) of one thing ({@code index}) in the population of {@code seed}. */
    static Dice of(long seed, long purpose, long index) {
        return new Dice(mix(mix(mix(seed + GOLDEN_GAMMA) + purpose * GOLDEN_GAMMA) + index * GOLDEN_GAMMA));
    }

    /** A bijection of the 64-bit numbers that scatters neighbours. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in {@code [0, 1)}. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in {@code [0, bound)}, up to a bias of {@code bound / 2^32}. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /** Nearly normal, mean 0 and variance 1: twelve uniforms (Irwin–Hall), so that no math library is asked. */
    double nextBell() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += nextDouble();
        }
        return sum;
    }
}
