package io.clio.kmeans;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel for the Vector API: four rows times three vectors of centroids in registers, the best of each lane kept
 * beside them. Compiled by itself and loaded by name, so that nothing else needs {@code jdk.incubator.vector}.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final int LANES = FLOATS.length();
    private static final int WIDTH = 3 * LANES;
    private static final int ROWS = 4;
    /** So many rows stay in the cache while all panels go by. */
    private static final int BLOCK = 256;

    @Override
    public String name() {
        return "vector kernel";
    }

    @Override
    public Packed pack(float[] centroids, int count, int dimensions) {
        return new Panels(centroids, count, dimensions);
    }

    /** Panels of as many centroids as fit into three vectors, dimension by dimension. */
    private static final class Panels implements Packed {
        private final int count;
        private final int dimensions;
        private final float[][] panels;
        private final float[] halfNorms;

        Panels(float[] centroids, int count, int dimensions) {
            this.count = count;
            this.dimensions = dimensions;
            this.panels = new float[(count + WIDTH - 1) / WIDTH][dimensions * WIDTH];
            this.halfNorms = new float[panels.length * WIDTH];
            Arrays.fill(halfNorms, Float.POSITIVE_INFINITY);
            for (int c = 0; c < count; c++) {
                double norm = 0;
                for (int d = 0; d < dimensions; d++) {
                    float value = centroids[c * dimensions + d];
                    panels[c / WIDTH][d * WIDTH + c % WIDTH] = value;
                    norm += (double) value * value;
                }
                halfNorms[c] = (float) (norm / 2);
            }
        }

        @Override
        public void assign(float[] rows, int from, int to, int[] nearest, float[] scores) {
            float[] products = new float[ROWS * WIDTH];
            float[] best = new float[BLOCK * LANES];
            int[] which = new int[BLOCK * LANES];
            for (int first = from; first < to; first += BLOCK) {
                int end = Math.min(to, first + BLOCK);
                assignBlock(rows, first, end, products, best, which);
                reduce(first, end, best, which, nearest, scores);
            }
        }

        @Override
        public void multiply(float[] rows, int rowCount, float[] products) {
            float[] some = new float[ROWS * WIDTH];
            int last = rowCount - 1;
            for (int panel = 0; panel < panels.length; panel++) {
                int first = panel * WIDTH;
                int width = Math.min(WIDTH, count - first);
                for (int row = 0; row < rowCount; row += ROWS) {
                    multiply(
                            panels[panel],
                            rows,
                            row * dimensions,
                            Math.min(row + 1, last) * dimensions,
                            Math.min(row + 2, last) * dimensions,
                            Math.min(row + 3, last) * dimensions,
                            dimensions,
                            some);
                    for (int r = 0; r < ROWS && row + r < rowCount; r++) {
                        System.arraycopy(some, r * WIDTH, products, (row + r) * count + first, width);
                    }
                }
            }
        }

        /** For each lane the best of the centroids that it has seen, and the first of their vector. */
        private void assignBlock(float[] rows, int from, int to, float[] products, float[] best, int[] which) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            int last = to - 1;
            for (int panel = 0; panel < panels.length; panel++) {
                for (int row = from; row < to; row += ROWS) {
                    // Past the end the last row is multiplied again, for nobody.
                    multiply(
                            panels[panel],
                            rows,
                            row * dimensions,
                            Math.min(row + 1, last) * dimensions,
                            Math.min(row + 2, last) * dimensions,
                            Math.min(row + 3, last) * dimensions,
                            dimensions,
                            products);
                    for (int r = 0; r < ROWS && row + r < to; r++) {
                        keepBest(products, r * WIDTH, panel * WIDTH, (row + r - from) * LANES, best, which);
                    }
                }
            }
        }

        /** The one hot loop. Its sums go to an array: handed to a method that is not inlined, they would be objects. */
        private static void multiply(
                float[] panel, float[] rows, int row0, int row1, int row2, int row3, int dimensions, float[] products) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            FloatVector a2 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            FloatVector b2 = a0;
            FloatVector c0 = a0;
            FloatVector c1 = a0;
            FloatVector c2 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            FloatVector d2 = a0;
            for (int d = 0, at = 0; d < dimensions; d++, at += WIDTH) {
                FloatVector v0 = FloatVector.fromArray(FLOATS, panel, at);
                FloatVector v1 = FloatVector.fromArray(FLOATS, panel, at + LANES);
                FloatVector v2 = FloatVector.fromArray(FLOATS, panel, at + 2 * LANES);
                FloatVector x = FloatVector.broadcast(FLOATS, rows[row0 + d]);
                a0 = x.fma(v0, a0);
                a1 = x.fma(v1, a1);
                a2 = x.fma(v2, a2);
                x = FloatVector.broadcast(FLOATS, rows[row1 + d]);
                b0 = x.fma(v0, b0);
                b1 = x.fma(v1, b1);
                b2 = x.fma(v2, b2);
                x = FloatVector.broadcast(FLOATS, rows[row2 + d]);
                c0 = x.fma(v0, c0);
                c1 = x.fma(v1, c1);
                c2 = x.fma(v2, c2);
                x = FloatVector.broadcast(FLOATS, rows[row3 + d]);
                d0 = x.fma(v0, d0);
                d1 = x.fma(v1, d1);
                d2 = x.fma(v2, d2);
            }
            a0.intoArray(products, 0);
            a1.intoArray(products, LANES);
            a2.intoArray(products, 2 * LANES);
            b0.intoArray(products, 3 * LANES);
            b1.intoArray(products, 4 * LANES);
            b2.intoArray(products, 5 * LANES);
            c0.intoArray(products, 6 * LANES);
            c1.intoArray(products, 7 * LANES);
            c2.intoArray(products, 8 * LANES);
            d0.intoArray(products, 9 * LANES);
            d1.intoArray(products, 10 * LANES);
            d2.intoArray(products, 11 * LANES);
        }

        private void keepBest(float[] products, int from, int first, int at, float[] best, int[] which) {
            FloatVector score = FloatVector.fromArray(FLOATS, best, at);
            IntVector centroid = IntVector.fromArray(INTS, which, at);
            for (int some = 0; some < WIDTH; some += LANES) {
                FloatVector now = FloatVector.fromArray(FLOATS, products, from + some)
                        .sub(FloatVector.fromArray(FLOATS, halfNorms, first + some));
                VectorMask<Float> better = now.compare(VectorOperators.GT, score);
                score = score.blend(now, better);
                centroid = centroid.blend(first + some, better.cast(INTS));
            }
            score.intoArray(best, at);
            centroid.intoArray(which, at);
        }
    }

    /** Of the lanes of each row the best, of equal ones the first centroid. */
    private static void reduce(int from, int to, float[] best, int[] which, int[] nearest, float[] scores) {
        for (int row = from; row < to; row++) {
            int at = (row - from) * LANES;
            float score = Float.NEGATIVE_INFINITY;
            int centroid = Integer.MAX_VALUE;
            for (int lane = 0; lane < LANES; lane++) {
                int other = which[at + lane] + lane;
                if (best[at + lane] > score || (best[at + lane] == score && other < centroid)) {
                    score = best[at + lane];
                    centroid = other;
                }
            }
            nearest[row] = centroid;
            scores[row] = score;
        }
    }
}
