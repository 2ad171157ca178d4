package io.clio.testkit.population;

/**
 * The invented users of a population: who holds which conversation, without a list of them.
 *
 * <p>Every user introduces himself once, evenly over the conversations; the other conversations fall to user
 * {@code floor(users · u^tail)} with {@code u} uniform, a power law: a few users hold many, most hold few.
 *
 * @param seed of the population
 * @param conversations how many there are
 * @param users how many distinct users hold them
 * @param tail 1 spreads the conversations evenly, larger values make a heavier tail
 */
record Crowd(long seed, long conversations, long users, double tail) {

    private static final long WHO = 1;
    private static final long NAME = 2;

    long userOf(long index) {
        long introduced = introducedBefore(index);
        if (introducedBefore(index + 1) > introduced) {
            return introduced;
        }
        double u = Dice.of(seed, WHO, index).nextDouble();
        return Math.min(users - 1, (long) (users * StrictMath.pow(u, tail)));
    }

    private long introducedBefore(long index) {
        return Math.floorDiv(Math.multiplyExact(index, users), conversations);
    }

    /** A name that is unique: the 32 low bits of the user's number pass through a bijection. */
    String nameOf(long user) {
        int z = (int) user ^ (int) Dice.mix(seed + NAME);
        z = (z ^ (z >>> 16)) * 0x85EBCA6B;
        z = (z ^ (z >>> 13)) * 0xC2B2AE35;
        return "u-" + Hex.of((z ^ (z >>> 16)) & 0xFFFFFFFFL, 8);
    }
}
