package io.clio.testkit.population;

/** Draws numbers from 0 with given weights. */
final class Weighted {

    private final double[] cumulative;

    Weighted(double[] weights) {
        cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulative[i] = sum;
        }
    }

    int draw(Dice dice) {
        return at(dice.nextDouble());
    }

    /** The number that holds a share in {@code [0, 1)} of the total weight. */
    int at(double share) {
        double at = share * cumulative[cumulative.length - 1];
        int i = 0;
        while (cumulative[i] <= at) {
            i++;
        }
        return i;
    }
}
