package io.clio.onnx;

import java.nio.FloatBuffer;

/** The mean of a text's token states, scaled to unit length. */
final class MeanPooling {

    private MeanPooling() {}

    /**
     * Pools the states of one text, in which every token counts.
     *
     * @param states {@code tokens × dimensions}, row-major
     * @param vectors where the vector goes
     * @param offset index of its first number
     * @param dimensions numbers per vector
     * @throws IllegalStateException if there is no direction: the mean is zero or not finite
     */
    static void pool(FloatBuffer states, float[] vectors, int offset, int dimensions) {
        double[] sum = new double[dimensions];
        while (states.hasRemaining()) {
            for (int d = 0; d < dimensions; d++) {
                sum[d] += states.get();
            }
        }
        double squares = 0;
        for (double s : sum) {
            squares += s * s;
        }
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException("the model gave a vector without a direction");
        }
        double length = Math.sqrt(squares);
        for (int d = 0; d < dimensions; d++) {
            vectors[offset + d] = (float) (sum[d] / length);
        }
    }
}
