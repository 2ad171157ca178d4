package io.clio.onnx;

import java.nio.FloatBuffer;

/** How the states of a text's tokens become one vector. Which one is right was decided when the model was trained. */
public enum Pooling {
    /** The mean of all states, those of the tokens around the text included. */
    MEAN,
    /** The state of the first token, {@code [CLS]} in models of the BERT family. */
    CLS,
    /** The state of the last token, that which closes a text included. */
    LAST_TOKEN;

    /**
     * Pools the states of one text, in which every token counts.
     *
     * @param states {@code tokens × dimensions}, row-major
     * @param unit whether the vector is scaled to unit length
     * @param vector where the vector goes
     * @throws IllegalStateException if a number is not finite, or a vector of unit length has no direction
     */
    void pool(FloatBuffer states, boolean unit, float[] vector) {
        int tokens = states.remaining() / vector.length;
        int first = this == LAST_TOKEN ? tokens - 1 : 0;
        int end = this == CLS ? 1 : tokens;
        double[] sum = new double[vector.length];
        states.position(states.position() + first * vector.length);
        for (int token = first; token < end; token++) {
            for (int d = 0; d < vector.length; d++) {
                sum[d] += states.get();
            }
        }
        scale(sum, unit, end - first, vector);
    }

    private static void scale(double[] sum, boolean unit, int count, float[] vector) {
        double squares = 0;
        for (double s : sum) {
            squares += s * s;
        }
        if (!(squares < Double.POSITIVE_INFINITY) || (unit && squares == 0)) {
            throw new IllegalStateException("the model gave a vector without a direction");
        }
        double divisor = unit ? Math.sqrt(squares) : count;
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (sum[d] / divisor);
        }
    }
}
