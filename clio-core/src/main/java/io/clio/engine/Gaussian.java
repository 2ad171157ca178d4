package io.clio.engine;

import java.util.SplittableRandom;

/** Numbers of a normal distribution, the same on every machine and with every JDK (Box and Muller, 1958). */
final class Gaussian {
    private Gaussian() {}

    static double next(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
