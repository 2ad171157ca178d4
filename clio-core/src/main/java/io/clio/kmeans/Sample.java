package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Some rows, drawn without replacement, each as likely as any other. */
final class Sample {
    private Sample() {}

    /**
     * Draws numbers of rows.
     *
     * @param rows how many there are
     * @param size how many to draw; all of them, in order, where that is as many or more
     * @param random where the randomness comes from
     * @return the numbers drawn
     */
    static int[] of(int rows, int size, SplittableRandom random) {
        int[] all = IntStream.range(0, rows).toArray();
        if (size >= rows) {
            return all;
        }
        int[] drawn = new int[size];
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(rows - i);
            drawn[i] = all[other];
            all[other] = all[i];
        }
        return drawn;
    }

    /** A copy of the vectors of rows that are drawn. */
    static Embeddings vectors(Embeddings rows, int size, SplittableRandom random) {
        int[] drawn = of(rows.rows(), size, random);
        int dimensions = rows.dimensions();
        float[] values = new float[drawn.length * dimensions];
        for (int i = 0; i < drawn.length; i++) {
            System.arraycopy(rows.values(), drawn[i] * dimensions, values, i * dimensions, dimensions);
        }
        return Embeddings.wrap(values, dimensions);
    }
}
