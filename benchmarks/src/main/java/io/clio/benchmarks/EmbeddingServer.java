package io.clio.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.onnx.MiniLmEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Embeds the same texts as often as it is asked to, so that another program can have it and its peers take turns. Each
 * line it reads is a file for the vectors; each line it answers holds the wall and CPU seconds of the embedding alone.
 * Its first line is its name.
 */
final class EmbeddingServer {
    private EmbeddingServer() {}

    /** Takes a file with a text a line, {@code clio} or {@code langchain4j}, and {@code fp32} or {@code int8}. */
    public static void main(String[] arguments) throws IOException {
        List<String> texts = Files.readAllLines(Path.of(arguments[0]));
        boolean full = arguments[2].equals("fp32");
        Supplier<Embeddings> embed = arguments[1].equals("clio") ? clio(texts, full) : langChain4j(texts, full);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            long cpu = cpu();
            long start = System.nanoTime();
            Embeddings vectors = embed.get();
            double wall = (System.nanoTime() - start) / 1e9;
            double spent = (cpu() - cpu) / 1e9;
            NpyFile.write(Path.of(line), vectors);
            System.out.printf(Locale.ROOT, "%.3f %.3f%n", wall, spent);
        }
    }

    private static Supplier<Embeddings> clio(List<String> texts, boolean full) {
        MiniLmEmbedder embedder = full ? MiniLmEmbedder.full() : MiniLmEmbedder.quantized();
        List<SensitiveText> sensitive = texts.stream().map(SensitiveText::of).toList();
        System.out.println("Clio " + embedder.name());
        return () -> embedder.embed(sensitive);
    }

    private static Supplier<Embeddings> langChain4j(List<String> texts, boolean full) {
        EmbeddingModel model = full ? new AllMiniLmL6V2EmbeddingModel() : new AllMiniLmL6V2QuantizedEmbeddingModel();
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        System.out.println("LangChain4j embedAll " + (full ? "fp32" : "int8"));
        return () -> {
            float[] values = new float[texts.size() * model.dimension()];
            int at = 0;
            for (var embedding : model.embedAll(segments).content()) {
                System.arraycopy(embedding.vector(), 0, values, at, model.dimension());
                at += model.dimension();
            }
            return Embeddings.wrap(values, model.dimension());
        };
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
