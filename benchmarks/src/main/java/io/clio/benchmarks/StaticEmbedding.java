package io.clio.benchmarks;

import io.clio.Clusterers;
import io.clio.Embedders;
import io.clio.cluster.Clusters;
import io.clio.cluster.Embeddings;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.input.JsonLines;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.spi.Clusterer;
import io.clio.spi.ConversationSource;
import io.clio.spi.Embedder;
import io.clio.testkit.evaluation.Contingency;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the static embedder of core with MiniLM, hashed words, and itself on words that were exchanged for others:
 * NMI of the default k-means against true topics, median of seeds 1 to 5; and how many texts it takes a CPU second.
 */
final class StaticEmbedding {
    private static final int SEEDS = 5;
    private static final int ROUNDS = 9;
    private static final int TEXTS = 100_000;
    private static final int TOKENS = 12;
    private static final double RATE = 50_000;
    private static final double PART = 0.85;
    // Each is one piece of the vocabulary.
    private static final String[] WORDS = ("bread tax music garden train river doctor school paper window the a of to "
                    + "in how can you my please write letter code java table list summer city house water")
            .split(" ", -1);

    private StaticEmbedding() {}

    /** Takes the folder of the sets, and names of sets each followed by its number of clusters. */
    public static void main(String[] arguments) throws IOException {
        double rate = rate();
        System.out.printf(Locale.ROOT, "%.0f texts of %d tokens a CPU second (median of %d)%n", rate, TOKENS, ROUNDS);
        double worst = Double.MAX_VALUE;
        double worstControl = Double.MAX_VALUE;
        System.out.println("set                 MiniLM   static  ratio   hashed  ratio  control  ratio");
        try (MiniLmEmbedder model = MiniLmEmbedder.quantized()) {
            for (int i = 1; i < arguments.length; i += 2) {
                Labelled set = Labelled.read(Path.of(arguments[0], arguments[i] + ".dev.jsonl.gz"));
                Clusterer clusterer = Clusterers.kMeans(Integer.parseInt(arguments[i + 1]));
                double reference = quality(set, set.texts(), model, clusterer);
                double own = quality(set, set.texts(), Embedders.standard(), clusterer);
                double hashed = quality(set, set.texts(), Embedders.hashing(), clusterer);
                double control = quality(set, set.exchanged(), Embedders.standard(), clusterer);
                System.out.printf(
                        Locale.ROOT,
                        "%-18s %7.4f  %7.4f  %5.3f  %7.4f  %5.3f  %7.4f  %5.3f%n",
                        arguments[i],
                        reference,
                        own,
                        own / reference,
                        hashed,
                        hashed / reference,
                        control,
                        control / reference);
                worst = Math.min(worst, own / reference);
                worstControl = Math.min(worstControl, control / reference);
            }
        }
        if (worstControl >= PART) {
            throw new IllegalStateException("the control, words exchanged for others, is not short");
        }
        double value = Math.max(RATE / rate, PART / worst);
        System.out.printf(
                Locale.ROOT, "static-embedding value=%.4f goal=1 %s%n", value, value <= 1 ? "holds" : "short");
    }

    private static double rate() {
        Random random = new Random(1);
        List<SensitiveText> texts = Stream.generate(() -> Stream.generate(() -> WORDS[random.nextInt(WORDS.length)])
                        .limit(TOKENS)
                        .collect(Collectors.joining(" ")))
                .limit(TEXTS)
                .map(SensitiveText::of)
                .toList();
        Embedder embedder = Embedders.standard();
        var threads = ManagementFactory.getThreadMXBean();
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            int rows = embedder.embed(texts).rows();
            rates[round] = rows / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
        }
        return median(rates);
    }

    private static double quality(Labelled set, List<SensitiveText> texts, Embedder embedder, Clusterer clusterer) {
        Embeddings vectors = embedder.embed(texts);
        double[] found = new double[SEEDS];
        for (int seed = 1; seed <= SEEDS; seed++) {
            Clusters clusters = clusterer.cluster(vectors, seed);
            int[] assignment =
                    IntStream.range(0, vectors.rows()).map(clusters::of).toArray();
            found[seed - 1] = Contingency.of(assignment, set.topics()).normalisedMutualInformation();
        }
        return median(found);
    }

    private static double median(double[] values) {
        return java.util.Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Requests and the numbers of their topics. */
    @SuppressWarnings("ArrayRecordComponent") // confined to this class, which changes no element
    private record Labelled(List<SensitiveText> texts, int[] topics) {
        static Labelled read(Path file) throws IOException {
            List<SensitiveText> texts = new ArrayList<>();
            List<Integer> topics = new ArrayList<>();
            Map<Object, Integer> ids = new HashMap<>();
            new JsonLines(file).read(new ConversationSource.Sink() {
                @Override
                public void conversation(Conversation conversation) {
                    texts.add(SensitiveText.of(RawTexts.requestOf(conversation)));
                    Object topic = conversation.metadata().at("/labels/topic").orElseThrow();
                    topics.add(ids.computeIfAbsent(topic, unused -> ids.size()));
                }

                @Override
                public void badRecord(BadRecord record) {
                    throw new IllegalArgumentException(record.toString());
                }
            });
            return new Labelled(texts, topics.stream().mapToInt(topic -> topic).toArray());
        }

        /** The same texts with each word exchanged for another of the set: as if the table's rows were shuffled. */
        List<SensitiveText> exchanged() {
            List<String> words = texts.stream()
                    .flatMap(text -> Stream.of(words(text)))
                    .distinct()
                    .sorted()
                    .toList();
            List<String> others = new ArrayList<>(words);
            Collections.shuffle(others, new Random(1));
            Map<String, String> exchange = new HashMap<>();
            for (int i = 0; i < words.size(); i++) {
                exchange.put(words.get(i), others.get(i));
            }
            return texts.stream()
                    .map(text -> Stream.of(words(text)).map(exchange::get).collect(Collectors.joining(" ")))
                    .map(SensitiveText::of)
                    .toList();
        }

        private static String[] words(SensitiveText text) {
            return text.reveal().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        }
    }
}
