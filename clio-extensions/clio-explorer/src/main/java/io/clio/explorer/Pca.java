package io.clio.explorer;

import java.util.List;

/** The two directions along which vectors differ most, by power iteration from a fixed start. */
final class Pca {
    private static final int STEPS = 40;

    private Pca() {}

    /**
     * The rows on the plane of their two main directions.
     *
     * @param rows vectors of one length
     * @return x and y of each row, around 0; all 0 where rows do not differ
     */
    static double[][] plane(List<float[]> rows) {
        double[][] centred = centred(rows);
        double[][] plane = new double[rows.size()][2];
        for (int axis = 0; axis < 2; axis++) {
            double[] direction = direction(centred);
            for (int i = 0; i < centred.length; i++) {
                double along = dot(centred[i], direction);
                plane[i][axis] = along;
                add(centred[i], direction, -along);
            }
        }
        return plane;
    }

    private static double[][] centred(List<float[]> rows) {
        int length = rows.isEmpty() ? 0 : rows.get(0).length;
        double[] mean = new double[length];
        for (float[] row : rows) {
            for (int d = 0; d < length; d++) {
                mean[d] += row[d] / rows.size();
            }
        }
        double[][] centred = new double[rows.size()][length];
        for (int i = 0; i < centred.length; i++) {
            for (int d = 0; d < length; d++) {
                centred[i][d] = rows.get(i)[d] - mean[d];
            }
        }
        return centred;
    }

    private static double[] direction(double[][] rows) {
        int length = rows.length == 0 ? 0 : rows[0].length;
        double[] direction = new double[length];
        for (int d = 0; d < length; d++) {
            direction[d] = 1 + Math.sin(d + 1.0); // no symmetry that rows could share
        }
        for (int step = 0; step < STEPS; step++) {
            double[] next = new double[length];
            for (double[] row : rows) {
                add(next, row, dot(row, direction));
            }
            double norm = Math.sqrt(dot(next, next));
            if (norm < 1e-9) {
                return new double[length];
            }
            for (int d = 0; d < length; d++) {
                direction[d] = next[d] / norm;
            }
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static void add(double[] sum, double[] row, double weight) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += weight * row[d];
        }
    }
}
