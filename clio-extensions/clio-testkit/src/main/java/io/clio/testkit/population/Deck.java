package io.clio.testkit.population;

import java.util.List;

/**
 * Deals the phrases of a topic, now and then one that suits every topic, and repeats itself only when all are dealt.
 *
 * @param <T> what is dealt
 */
final class Deck<T> {

    private final List<T> own;
    private final List<T> common;
    private final double commonShare;
    private final int start;
    private final int stride;
    private int ownDealt;
    private int commonDealt;

    /**
     * A deck of two suits.
     *
     * @param commonShare how often a common phrase comes while there are others
     */
    Deck(List<T> own, List<T> common, double commonShare, Dice dice) {
        this.own = own;
        this.common = common;
        this.commonShare = commonShare;
        this.start = dice.nextInt(1 << 16);
        this.stride = 1 + dice.nextInt(1 << 8);
    }

    /** Whether the next card is one that has been dealt before, or there is none. */
    boolean isDealt() {
        return ownDealt >= own.size() && commonDealt >= common.size();
    }

    T deal(Dice dice) {
        if (ownDealt >= own.size() && commonDealt >= common.size()) {
            ownDealt = 0;
            commonDealt = 0;
        }
        boolean fromCommon = commonDealt < common.size() && (ownDealt >= own.size() || dice.chance(commonShare));
        return fromCommon ? at(common, commonDealt++) : at(own, ownDealt++);
    }

    private T at(List<T> pool, int dealt) {
        int step = stride % pool.size();
        while (gcd(step, pool.size()) != 1) {
            step++;
        }
        return pool.get((start + dealt * step) % pool.size());
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
