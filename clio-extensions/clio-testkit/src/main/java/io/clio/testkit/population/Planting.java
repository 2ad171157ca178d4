package io.clio.testkit.population;

import java.util.OptionalLong;

/**
 * Which conversations hold planted personal data: one, at a random place, in every block of {@code 1 / rate}.
 *
 * @param seed of the population
 * @param rate the share of conversations, 0 to 1
 */
record Planting(long seed, double rate) {

    private static final long WHERE = 3;

    /** The number of a conversation among the planted ones, or nothing if it holds no personal data. */
    OptionalLong numberOf(long index) {
        if (rate == 0) {
            return OptionalLong.empty();
        }
        long block = (long) (index * rate);
        while (start(block + 1) <= index) {
            block++;
        }
        while (start(block) > index) {
            block--;
        }
        long start = start(block);
        long planted = start + Dice.of(seed, WHERE, block).nextInt((int) (start(block + 1) - start));
        return planted == index ? OptionalLong.of(block) : OptionalLong.empty();
    }

    private long start(long block) {
        return (long) StrictMath.ceil(block / rate);
    }
}
