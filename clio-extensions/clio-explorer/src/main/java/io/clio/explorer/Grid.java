package io.clio.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Discs by where they are, so that only neighbours are compared. */
final class Grid {
    private final double cell;
    private final Map<Long, List<Disc>> cells = new HashMap<>();

    Grid(double[] radii) {
        double sum = 0;
        for (double radius : radii) {
            sum += radius;
        }
        this.cell = radii.length == 0 ? 1 : 2 * sum / radii.length;
    }

    void add(Disc disc) {
        for (long x = at(disc.x() - disc.radius()); x <= at(disc.x() + disc.radius()); x++) {
            for (long y = at(disc.y() - disc.radius()); y <= at(disc.y() + disc.radius()); y++) {
                cells.computeIfAbsent(key(x, y), k -> new ArrayList<>()).add(disc);
            }
        }
    }

    /** Whether a disc and a gap around it touch no disc that was added. */
    boolean leaves(Disc disc, double gap) {
        double reach = disc.radius() + gap;
        for (long x = at(disc.x() - reach); x <= at(disc.x() + reach); x++) {
            for (long y = at(disc.y() - reach); y <= at(disc.y() + reach); y++) {
                for (Disc other : cells.getOrDefault(key(x, y), List.of())) {
                    if (Math.hypot(disc.x() - other.x(), disc.y() - other.y()) < reach + other.radius()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private long at(double coordinate) {
        return (long) Math.floor(coordinate / cell);
    }

    private static long key(long x, long y) {
        return (x << 32) ^ (y & 0xffffffffL);
    }
}
