package io.clio.cluster;

import java.util.Arrays;
import java.util.Objects;

/**
 * One vector per row: {@code rows × dimensions}, row-major float32, in one array.
 *
 * <p>The array is shared, not copied, because a million rows of 384 dimensions are 1.5 GB; whoever holds it must not
 * write to it. At most 2³¹ − 9 numbers.
 */
public final class Embeddings {
    private final float[] values;
    private final int rows;
    private final int dimensions;

    private Embeddings(float[] values, int rows, int dimensions) {
        this.values = values;
        this.rows = rows;
        this.dimensions = dimensions;
    }

    /**
     * Wraps an array without copying it.
     *
     * @param values row-major, {@code rows × dimensions}; not written to afterwards
     * @param dimensions numbers per row, at least 1
     * @return the embeddings
     * @throws IllegalArgumentException if the array does not hold whole rows
     */
    public static Embeddings wrap(float[] values, int dimensions) {
        Objects.requireNonNull(values, "values");
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be >= 1, got " + dimensions);
        }
        if (values.length % dimensions != 0) {
            throw new IllegalArgumentException(
                    values.length + " numbers are not whole rows of " + dimensions + " dimensions");
        }
        return new Embeddings(values, values.length / dimensions, dimensions);
    }

    /**
     * How many vectors there are.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * How many numbers a vector has.
     *
     * @return the number of dimensions
     */
    public int dimensions() {
        return dimensions;
    }

    /**
     * The numbers of all rows, not copied; must not be written to.
     *
     * @return the array, row-major
     */
    public float[] values() {
        return values;
    }

    /**
     * A copy of one vector.
     *
     * @param row its index
     * @return the vector
     */
    public float[] vector(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * dimensions, (row + 1) * dimensions);
    }

    /** Prints the shape only. */
    @Override
    public String toString() {
        return "Embeddings[" + rows + " x " + dimensions + "]";
    }
}
