package io.clio.kmeans;

import io.clio.cluster.Embeddings;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * For each row of a sample its squared distance to the nearest of those that were chosen so far. The sample is laid out
 * for a kernel once, as it reads centroids, and several candidates are multiplied with all of it at once. Rows are
 * taken less their mean, so that single precision does however far from the origin they lie.
 */
final class Distances {
    private static final int BLOCK = 512;
    /** A step over fewer blocks is done sooner than other threads have begun. */
    private static final int WORTH_THREADS = 5;

    private final Embeddings rows;
    private final int[] sample;
    private final float[] mean;
    private final Kernel.Packed[] blocks;
    private final float[] squares;
    private final float[] least;
    private final double[] sums;

    /**
     * Distances to nothing yet.
     *
     * @param rows the vectors
     * @param sample which of them
     * @param kernel multiplies them
     */
    Distances(Embeddings rows, int[] sample, Kernel kernel) {
        this.rows = rows;
        this.sample = sample;
        this.mean = mean(rows, sample);
        this.blocks = new Kernel.Packed[(sample.length + BLOCK - 1) / BLOCK];
        this.squares = new float[sample.length];
        this.least = new float[sample.length];
        this.sums = new double[sample.length];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        inBlocks(block -> {
            int[] some = IntStream.range(block * BLOCK, end(block)).toArray();
            float[] values = centred(some);
            blocks[block] = kernel.pack(values, some.length, mean.length);
            for (int i = 0; i < some.length; i++) {
                squares[some[i]] = square(values, i * mean.length, mean.length);
            }
        });
    }

    private static float[] mean(Embeddings rows, int[] sample) {
        double[] sum = new double[rows.dimensions()];
        for (int row : sample) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += rows.values()[row * sum.length + d];
            }
        }
        float[] mean = new float[sum.length];
        for (int d = 0; d < sum.length; d++) {
            mean[d] = (float) (sum[d] / sample.length);
        }
        return mean;
    }

    /** Some rows of the sample less the mean, row-major. */
    private float[] centred(int[] some) {
        float[] values = new float[some.length * mean.length];
        for (int i = 0; i < some.length; i++) {
            int from = sample[some[i]] * mean.length;
            for (int d = 0; d < mean.length; d++) {
                values[i * mean.length + d] = rows.values()[from + d] - mean[d];
            }
        }
        return values;
    }

    private static float square(float[] values, int from, int dimensions) {
        double square = 0;
        for (int at = from; at < from + dimensions; at++) {
            square += (double) values[at] * values[at];
        }
        return (float) square;
    }

    private int end(int block) {
        return Math.min(sample.length, (block + 1) * BLOCK);
    }

    private void inBlocks(IntConsumer work) {
        IntStream all = IntStream.range(0, blocks.length);
        (blocks.length < WORTH_THREADS ? all : all.parallel()).forEach(work);
    }

    /**
     * The row at which the distances, summed in order, come to a part of their sum.
     *
     * @param part from 0 to 1
     * @return a row of the sample; the last one where all distances are 0
     */
    int atPartOfSum(double part) {
        double target = part * sums[sums.length - 1];
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Chooses that candidate with which the sum of distances becomes least, the first of equal ones.
     *
     * @param candidates rows of the sample
     * @return the one that is chosen
     */
    int lowerByBestOf(int[] candidates) {
        float[] values = centred(candidates);
        float[][] distances = new float[candidates.length][sample.length];
        double[][] potentials = new double[blocks.length][candidates.length];
        inBlocks(block -> {
            int from = block * BLOCK;
            int size = end(block) - from;
            float[] products = new float[candidates.length * size];
            blocks[block].multiply(values, candidates.length, products);
            for (int c = 0; c < candidates.length; c++) {
                for (int i = 0; i < size; i++) {
                    distances[c][from + i] =
                            Math.max(0, squares[from + i] + squares[candidates[c]] - 2 * products[c * size + i]);
                }
                potentials[block][c] = sumOfLower(distances[c], from, from + size);
            }
        });
        int best = best(potentials, candidates.length);
        lowerTo(distances[best], candidates[best]);
        return candidates[best];
    }

    /** The sum of distances if some were lowered to others: in four sums, so that none waits for the one before. */
    private double sumOfLower(float[] others, int from, int to) {
        double[] sums = new double[4];
        int at = from;
        for (; at + 3 < to; at += 4) {
            sums[0] += Math.min(least[at], others[at]);
            sums[1] += Math.min(least[at + 1], others[at + 1]);
            sums[2] += Math.min(least[at + 2], others[at + 2]);
            sums[3] += Math.min(least[at + 3], others[at + 3]);
        }
        for (; at < to; at++) {
            sums[0] += Math.min(least[at], others[at]);
        }
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    private static int best(double[][] potentials, int candidates) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < candidates; c++) {
            double potential = 0;
            for (double[] ofBlock : potentials) {
                potential += ofBlock[c];
            }
            if (potential < lowest) {
                lowest = potential;
                best = c;
            }
        }
        return best;
    }

    private void lowerTo(float[] distances, int chosen) {
        double sum = 0;
        for (int i = 0; i < least.length; i++) {
            least[i] = i == chosen ? 0 : Math.min(least[i], distances[i]);
            sum += least[i];
            sums[i] = sum;
        }
    }
}
