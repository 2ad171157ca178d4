package io.clio.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts discs where they would like to be, or as close to it as the others leave room.
 *
 * <p>Largest first, each disc walks outward from its wish along a spiral until it touches nobody. That no two overlap
 * holds by construction, and the same wishes give the same places.
 */
final class Packing {
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
    /** Of a radius: what stays free around a disc, and around all discs of a parent. */
    private static final double GAP = 0.08;

    private Packing() {}

    /**
     * Discs that do not overlap.
     *
     * @param wishes x and y for each disc, of any scale
     * @param radii the discs' radii, above 0
     * @return discs around 0, in the order of the wishes
     */
    static List<Disc> of(double[][] wishes, double[] radii) {
        double scale = scale(wishes, radii);
        Integer[] order = new Integer[radii.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -radii[i]));
        Disc[] placed = new Disc[radii.length];
        Grid taken = new Grid(radii);
        for (int i : order) {
            placed[i] = free(wishes[i][0] * scale, wishes[i][1] * scale, radii[i], taken);
            taken.add(placed[i]);
        }
        return moved(placed);
    }

    /** Wishes spread as far as the discs need, so that the spiral is short. */
    private static double scale(double[][] wishes, double[] radii) {
        double farthest = 0;
        double area = 0;
        for (int i = 0; i < radii.length; i++) {
            farthest = Math.max(farthest, Math.hypot(wishes[i][0], wishes[i][1]));
            area += radii[i] * radii[i];
        }
        return farthest < 1e-9 ? 0 : 0.9 * Math.sqrt(area) / farthest;
    }

    private static Disc free(double x, double y, double radius, Grid taken) {
        double step = 0.35 * radius;
        for (int n = 0; ; n++) {
            double distance = step * Math.sqrt(n);
            Disc disc = new Disc(
                    x + distance * Math.cos(n * GOLDEN_ANGLE), y + distance * Math.sin(n * GOLDEN_ANGLE), radius);
            if (taken.leaves(disc, GAP * radius)) {
                return disc;
            }
        }
    }

    /** The discs with the middle of the box around them at 0. */
    private static List<Disc> moved(Disc[] discs) {
        double left =
                Arrays.stream(discs).mapToDouble(d -> d.x() - d.radius()).min().orElse(0);
        double right =
                Arrays.stream(discs).mapToDouble(d -> d.x() + d.radius()).max().orElse(0);
        double top =
                Arrays.stream(discs).mapToDouble(d -> d.y() - d.radius()).min().orElse(0);
        double bottom =
                Arrays.stream(discs).mapToDouble(d -> d.y() + d.radius()).max().orElse(0);
        List<Disc> moved = new ArrayList<>();
        for (Disc disc : discs) {
            moved.add(new Disc(disc.x() - (left + right) / 2, disc.y() - (top + bottom) / 2, disc.radius()));
        }
        return moved;
    }

    /** The radius of a disc around 0 that holds all discs with some room to spare; 0 if there are none. */
    static double around(List<Disc> discs) {
        return discs.stream()
                        .mapToDouble(d -> Math.hypot(d.x(), d.y()) + d.radius())
                        .max()
                        .orElse(0)
                * (1 + GAP);
    }
}
