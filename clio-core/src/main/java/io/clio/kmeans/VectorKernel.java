package io.clio.kmeans;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel for the Vector API: four rows times three vectors of centroids in registers, or eight times one where few
 * centroids are left, the best of each lane kept beside them. Compiled by itself and loaded by name, so that nothing
 * else needs {@code jdk.incubator.vector}.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final int LANES = FLOATS.length();
    private static final int WIDTH = 3 * LANES;
    private static final int ROWS = 4;
    private static final int ROWS_OF_NARROW = 8;
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

    /**
     * Panels of as many centroids as fit into three vectors, dimension by dimension; what is left over, unless it takes
     * three vectors, in narrow panels of one, for a product with nothing costs as much as any.
     */
    private static final class Panels implements Packed {
        private final int count;
        private final int dimensions;
        private final float[][] wide;
        private final float[][] narrow;
        private final float[] halfNorms;

        Panels(float[] centroids, int count, int dimensions) {
            int vectors = (count + LANES - 1) / LANES;
            this.count = count;
            this.dimensions = dimensions;
            this.wide = new float[vectors / 3][dimensions * WIDTH];
            this.narrow = new float[vectors % 3][dimensions * LANES];
            this.halfNorms = new float[vectors * LANES];
            Arrays.fill(halfNorms, Float.POSITIVE_INFINITY);
            for (int c = 0; c < count; c++) {
                boolean isWide = c / WIDTH < wide.length;
                int left = c - wide.length * WIDTH;
                float[] panel = isWide ? wide[c / WIDTH] : narrow[left / LANES];
                int width = isWide ? WIDTH : LANES;
                int at = isWide ? c % WIDTH : left % LANES;
                double norm = 0;
                for (int d = 0; d < dimensions; d++) {
                    float value = centroids[c * dimensions + d];
                    panel[d * width + at] = value;
                    norm += (double) value * value;
                }
                halfNorms[c] = (float) (norm / 2);
            }
        }

        /** Takes the products of a row with neighbouring centroids. */
        private interface Sink {
            void take(float[] products, int from, int width, int row, int first);
        }

        @Override
        public void assign(float[] rows, int from, int to, int[] nearest, float[] scores) {
            float[] products = new float[ROWS * WIDTH];
            float[] best = new float[BLOCK * LANES];
            int[] which = new int[BLOCK * LANES];
            for (int start = from; start < to; start += BLOCK) {
                int block = start;
                int end = Math.min(to, start + BLOCK);
                Arrays.fill(best, Float.NEGATIVE_INFINITY);
                multiply(
                        rows,
                        block,
                        end,
                        products,
                        (values, at, width, row, first) ->
                                keepBest(values, at, width, first, (row - block) * LANES, best, which));
                reduce(block, end, best, which, nearest, scores);
            }
        }

        @Override
        public void multiply(float[] rows, int rowCount, float[] products) {
            multiply(
                    rows,
                    0,
                    rowCount,
                    new float[ROWS * WIDTH],
                    (values, at, width, row, first) -> System.arraycopy(
                            values, at, products, row * count + first, Math.min(width, count - first)));
        }

        private void multiply(float[] rows, int from, int to, float[] products, Sink sink) {
            int[] starts = new int[ROWS_OF_NARROW];
            for (int panel = 0; panel < wide.length; panel++) {
                for (int row = from; row < to; row += ROWS) {
                    startsOf(starts, row, to);
                    multiply(wide[panel], rows, starts[0], starts[1], starts[2], starts[3], dimensions, products);
                    for (int r = 0; r < ROWS && row + r < to; r++) {
                        sink.take(products, r * WIDTH, WIDTH, row + r, panel * WIDTH);
                    }
                }
            }
            for (int panel = 0; panel < narrow.length; panel++) {
                int first = wide.length * WIDTH + panel * LANES;
                for (int row = from; row < to; row += ROWS_OF_NARROW) {
                    startsOf(starts, row, to);
                    multiplyNarrow(narrow[panel], rows, starts, dimensions, products);
                    for (int r = 0; r < ROWS_OF_NARROW && row + r < to; r++) {
                        sink.take(products, r * LANES, LANES, row + r, first);
                    }
                }
            }
        }

        /** Where rows begin. Past the end the last row is multiplied again, for nobody. */
        private void startsOf(int[] starts, int row, int to) {
            for (int r = 0; r < starts.length; r++) {
                starts[r] = Math.min(row + r, to - 1) * dimensions;
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

        /** The same for a narrow panel, with rows enough that no sum waits for itself. */
        private static void multiplyNarrow(
                float[] panel, float[] rows, int[] starts, int dimensions, float[] products) {
            int row0 = starts[0];
            int row1 = starts[1];
            int row2 = starts[2];
            int row3 = starts[3];
            int row4 = starts[4];
            int row5 = starts[5];
            int row6 = starts[6];
            int row7 = starts[7];
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            FloatVector i = a;
            for (int d = 0, at = 0; d < dimensions; d++, at += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, panel, at);
                a = FloatVector.broadcast(FLOATS, rows[row0 + d]).fma(v, a);
                b = FloatVector.broadcast(FLOATS, rows[row1 + d]).fma(v, b);
                c = FloatVector.broadcast(FLOATS, rows[row2 + d]).fma(v, c);
                e = FloatVector.broadcast(FLOATS, rows[row3 + d]).fma(v, e);
                f = FloatVector.broadcast(FLOATS, rows[row4 + d]).fma(v, f);
                g = FloatVector.broadcast(FLOATS, rows[row5 + d]).fma(v, g);
                h = FloatVector.broadcast(FLOATS, rows[row6 + d]).fma(v, h);
                i = FloatVector.broadcast(FLOATS, rows[row7 + d]).fma(v, i);
            }
            a.intoArray(products, 0);
            b.intoArray(products, LANES);
            c.intoArray(products, 2 * LANES);
            e.intoArray(products, 3 * LANES);
            f.intoArray(products, 4 * LANES);
            g.intoArray(products, 5 * LANES);
            h.intoArray(products, 6 * LANES);
            i.intoArray(products, 7 * LANES);
        }

        /** For each lane the best of the centroids that it has seen, and the first of their vector. */
        private void keepBest(float[] products, int from, int width, int first, int at, float[] best, int[] which) {
            FloatVector score = FloatVector.fromArray(FLOATS, best, at);
            IntVector centroid = IntVector.fromArray(INTS, which, at);
            for (int some = 0; some < width; some += LANES) {
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
