package io.clio.kmeans;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The nearest centroids of 2,048 rows of 384 dimensions on one thread, by each kernel and by a loop without one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {
    static final int ROWS = 2_048;
    static final int DIMENSIONS = 384;

    /** How many centroids there are: a panel that is mostly full, and many panels. */
    @Param({"55", "1000"})
    int centroids;

    @Param({"plain", "vector", "loop"})
    String kernel = "plain";

    private float[] rows = {};
    private Kernel.Packed packed = new Loop(rows);
    private final int[] nearest = new int[ROWS];
    private final float[] scores = new float[ROWS];

    /** Draws rows and centroids. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        rows = drawn(random, ROWS);
        float[] values = drawn(random, centroids);
        packed = switch (kernel) {
            case "plain" -> new PlainKernel().pack(values, centroids, DIMENSIONS);
            case "vector" -> new VectorKernel().pack(values, centroids, DIMENSIONS);
            default -> new Loop(values);
        };
    }

    private static float[] drawn(SplittableRandom random, int count) {
        float[] drawn = new float[count * DIMENSIONS];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) random.nextDouble(-1, 1);
        }
        return drawn;
    }

    /**
     * Finds the nearest centroid of each row.
     *
     * @return them
     */
    @Benchmark
    public int[] assign() {
        packed.assign(rows, 0, ROWS, nearest, scores);
        return nearest;
    }

    /** What one would write first: a product at a time. */
    private static final class Loop implements Kernel.Packed {
        private final float[] values;

        Loop(float[] values) {
            this.values = values;
        }

        @Override
        public void assign(float[] rows, int from, int to, int[] nearest, float[] scores) {
            for (int row = from; row < to; row++) {
                scores[row] = Float.NEGATIVE_INFINITY;
                for (int c = 0; c < values.length / DIMENSIONS; c++) {
                    float score = 0;
                    for (int d = 0; d < DIMENSIONS; d++) {
                        float value = values[c * DIMENSIONS + d];
                        score += value * (rows[row * DIMENSIONS + d] - value / 2);
                    }
                    if (score > scores[row]) {
                        scores[row] = score;
                        nearest[row] = c;
                    }
                }
            }
        }

        @Override
        public void multiply(float[] rows, int count, float[] products) {
            throw new UnsupportedOperationException("only assigns");
        }
    }
}
