package io.clio.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * About how many different keys there are: exactly up to a number of them, then to half a percent, in bounded memory.
 * Keeps the keys that begin with so many zero bits, and one bit more whenever these are too many (adaptive sampling;
 * Flajolet, 1990).
 */
final class Distinct {
    private static final int MOST = 1 << 18;

    private final int most;
    private final Set<ContentKey> kept = new HashSet<>();
    private int zeros;

    Distinct() {
        this(MOST);
    }

    Distinct(int most) {
        this.most = most;
    }

    void add(ContentKey key) {
        if (isKept(key) && kept.add(key)) {
            while (kept.size() > most) {
                zeros++;
                kept.removeIf(other -> !isKept(other));
            }
        }
    }

    private boolean isKept(ContentKey key) {
        return Long.numberOfLeadingZeros(key.high()) >= zeros;
    }

    long count() {
        return (long) kept.size() << zeros;
    }
}
