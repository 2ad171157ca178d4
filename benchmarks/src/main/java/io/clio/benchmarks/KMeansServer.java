package io.clio.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.kmeans.KMeans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Clusters the same vectors as often as it is asked to, so that another program can have it and its peers take turns.
 * Each line it reads is a seed, a number of passes, 0 for as many as it would make by itself, and a file for the
 * assignment; each line it answers holds the wall and CPU seconds of the clustering alone. Its first line is the name
 * of the clusterer.
 */
final class KMeansServer {
    private KMeansServer() {}

    /** Takes a file of vectors, how many clusters to make, and whether Tribuo is to make them. */
    public static void main(String[] arguments) throws IOException {
        Embeddings vectors = NpyFile.readVectors(Path.of(arguments[0]));
        int k = Integer.parseInt(arguments[1]);
        KMeansPeer peer = arguments[2].equals("tribuo") ? new TribuoTenPasses(vectors, k) : clio(vectors, k);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] request = line.split(" ", 3);
            long cpu = cpu();
            long start = System.nanoTime();
            Supplier<Clusters> clustered = peer.cluster(Long.parseLong(request[0]), Integer.parseInt(request[1]));
            double wall = (System.nanoTime() - start) / 1e9;
            double spent = (cpu() - cpu) / 1e9;
            Clusters clusters = clustered.get();
            NpyFile.write(
                    Path.of(request[2]),
                    IntStream.range(0, vectors.rows()).map(clusters::of).toArray());
            System.out.printf(Locale.ROOT, "%.3f %.3f%n", wall, spent);
        }
    }

    private static KMeansPeer clio(Embeddings vectors, int k) {
        KMeans clusterer = KMeans.of(k);
        System.out.println(clusterer.name());
        return (seed, passes) -> {
            Clusters clusters = (passes > 0 ? clusterer.mostIterations(passes) : clusterer).cluster(vectors, seed);
            return () -> clusters;
        };
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
