package io.clio.kmeans;

/**
 * Multiplies rows with centroids. The nearest of them are found with the maximum taken as it comes, so that the matrix
 * of distances never exists. Of each pair the sum over dimensions runs in one order, whatever the machine, so that a
 * kernel gives the same bits everywhere; two kernels need not. Stateless.
 */
interface Kernel {

    /** What stands in the provenance of a result, such as {@code plain kernel}. */
    String name();

    /**
     * Lays centroids out as the kernel reads them.
     *
     * @param centroids row-major, {@code count × dimensions}
     * @param count how many there are, at least 1
     * @param dimensions numbers per centroid
     * @return the centroids; may be used by several threads
     */
    Packed pack(float[] centroids, int count, int dimensions);

    /** Centroids to compare rows with. */
    interface Packed {
        /**
         * Finds for some rows the nearest centroid; of two equally near ones the first.
         *
         * @param rows all rows, row-major
         * @param from the first row that is looked at
         * @param to one behind the last
         * @param nearest takes for each row its centroid
         * @param scores takes for each row its product with that centroid less half the centroid's squared length
         */
        void assign(float[] rows, int from, int to, int[] nearest, float[] scores);

        /**
         * Multiplies some rows with all centroids.
         *
         * @param rows the rows, row-major
         * @param count how many they are
         * @param products takes for each row its product with each centroid, row-major
         */
        void multiply(float[] rows, int count, float[] products);
    }
}
