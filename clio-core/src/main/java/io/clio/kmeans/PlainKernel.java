package io.clio.kmeans;

import java.util.Arrays;

/**
 * The kernel that needs nothing but Java: four rows times a panel of centroids in a loop that the compiler vectorises.
 * Panels have one array per dimension, so that the loop runs over centroids and no sum is reordered.
 */
final class PlainKernel implements Kernel {
    private static final int ROWS = 4;
    /** 128 centroids × 384 dimensions are 197 kB, which stays in a second-level cache. */
    private static final int WIDTH = 128;

    @Override
    public String name() {
        return "plain kernel";
    }

    @Override
    public Packed pack(float[] centroids, int count, int dimensions) {
        return new Panels(centroids, count, dimensions);
    }

    private static final class Panels implements Packed {
        private final int count;
        private final int dimensions;
        private final float[][][] panels;
        private final float[] halfNorms;

        Panels(float[] centroids, int count, int dimensions) {
            this.count = count;
            this.dimensions = dimensions;
            this.panels = new float[(count + WIDTH - 1) / WIDTH][dimensions][WIDTH];
            this.halfNorms = new float[panels.length * WIDTH];
            Arrays.fill(halfNorms, Float.POSITIVE_INFINITY);
            for (int c = 0; c < count; c++) {
                float[][] panel = panels[c / WIDTH];
                double norm = 0;
                for (int d = 0; d < dimensions; d++) {
                    float value = centroids[c * dimensions + d];
                    panel[d][c % WIDTH] = value;
                    norm += (double) value * value;
                }
                halfNorms[c] = (float) (norm / 2);
            }
        }

        @Override
        public void assign(float[] rows, int from, int to, int[] nearest, float[] scores) {
            Arrays.fill(scores, from, to, Float.NEGATIVE_INFINITY);
            float[][] dots = new float[ROWS][WIDTH];
            int last = to - 1;
            for (int panel = 0; panel < panels.length; panel++) {
                for (int row = from; row < to; row += ROWS) {
                    multiply(
                            rows,
                            panels[panel],
                            row,
                            Math.min(row + 1, last),
                            Math.min(row + 2, last),
                            Math.min(row + 3, last),
                            dots);
                    for (int r = 0; r < ROWS && row + r < to; r++) {
                        keepBest(row + r, dots[r], panel * WIDTH, nearest, scores);
                    }
                }
            }
        }

        @Override
        public void multiply(float[] rows, int rowCount, float[] products) {
            float[][] dots = new float[ROWS][WIDTH];
            int last = rowCount - 1;
            for (int panel = 0; panel < panels.length; panel++) {
                int first = panel * WIDTH;
                int width = Math.min(WIDTH, count - first);
                for (int row = 0; row < rowCount; row += ROWS) {
                    multiply(
                            rows,
                            panels[panel],
                            row,
                            Math.min(row + 1, last),
                            Math.min(row + 2, last),
                            Math.min(row + 3, last),
                            dots);
                    for (int r = 0; r < ROWS && row + r < rowCount; r++) {
                        System.arraycopy(dots[r], 0, products, (row + r) * count + first, width);
                    }
                }
            }
        }

        private void keepBest(int row, float[] dots, int first, int[] nearest, float[] scores) {
            float best = scores[row];
            int bestCentroid = nearest[row];
            for (int j = 0; j < WIDTH; j++) {
                float score = dots[j] - halfNorms[first + j];
                if (score > best) {
                    best = score;
                    bestCentroid = first + j;
                }
            }
            scores[row] = best;
            nearest[row] = bestCentroid;
        }

        private void multiply(float[] values, float[][] panel, int row0, int row1, int row2, int row3, float[][] dots) {
            for (float[] row : dots) {
                Arrays.fill(row, 0);
            }
            int at0 = row0 * dimensions;
            int at1 = row1 * dimensions;
            int at2 = row2 * dimensions;
            int at3 = row3 * dimensions;
            int d = 0;
            for (; d + 1 < dimensions; d += 2) {
                addProducts(
                        panel[d],
                        panel[d + 1],
                        dots[0],
                        dots[1],
                        dots[2],
                        dots[3],
                        values[at0 + d],
                        values[at0 + d + 1],
                        values[at1 + d],
                        values[at1 + d + 1],
                        values[at2 + d],
                        values[at2 + d + 1],
                        values[at3 + d],
                        values[at3 + d + 1]);
            }
            if (d < dimensions) {
                float[] c = panel[d];
                addProducts(
                        c,
                        c,
                        dots[0],
                        dots[1],
                        dots[2],
                        dots[3],
                        values[at0 + d],
                        0,
                        values[at1 + d],
                        0,
                        values[at2 + d],
                        0,
                        values[at3 + d],
                        0);
            }
        }

        /**
         * The one hot loop: two dimensions of a panel times four rows. The compiler vectorises it only while every
         * array is indexed by {@code j} alone and each sum goes from left to right.
         */
        private static void addProducts(
                float[] c0,
                float[] c1,
                float[] a0,
                float[] a1,
                float[] a2,
                float[] a3,
                float x00,
                float x01,
                float x10,
                float x11,
                float x20,
                float x21,
                float x30,
                float x31) {
            for (int j = 0; j < WIDTH; j++) {
                float v0 = c0[j];
                float v1 = c1[j];
                a0[j] = a0[j] + x00 * v0 + x01 * v1;
                a1[j] = a1[j] + x10 * v0 + x11 * v1;
                a2[j] = a2[j] + x20 * v0 + x21 * v1;
                a3[j] = a3[j] + x30 * v0 + x31 * v1;
            }
        }
    }
}
