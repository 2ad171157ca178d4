package io.clio.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.onnx.MiniLmEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Embeds the same texts as often as it is asked to, so that another program can have it and its peers take turns. Each
 * line it reads is a file for the vectors; each line it answers holds the wall and CPU seconds of the embedding alone.
 * Its first line is its name.
 */
final class EmbeddingServer {
    private static final int MOST_TOKENS = 512;

    private EmbeddingServer() {}

    /**
     * Takes a file with a text a line, {@code clio} or {@code langchain4j}, and {@code fp32} or {@code int8}. What it
     * has to unpack goes beside the file.
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> texts = Files.readAllLines(file);
        boolean full = arguments[2].equals("fp32");
        Supplier<Embeddings> embed =
                arguments[1].equals("clio") ? clio(texts, full) : langChain4j(texts, full, file.toAbsolutePath());
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

    /**
     * LangChain4j's embedder with the model of its own artifact. Its ready-made class leaves out what comes after the
     * first 128 tokens, because the artifact's tokenizer does; so that both read the same, it is told to take more.
     */
    private static Supplier<Embeddings> langChain4j(List<String> texts, boolean full, Path beside) throws IOException {
        String name = full ? "all-minilm-l6-v2" : "all-minilm-l6-v2-q";
        Path network = unpack(name + ".onnx", beside);
        Path tokenizer = unpack(name + "-tokenizer.json", beside);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(tokenizer.toFile());
        ((ObjectNode) json.get("truncation")).put("max_length", MOST_TOKENS);
        mapper.writeValue(tokenizer.toFile(), json);
        EmbeddingModel model = new OnnxEmbeddingModel(network, tokenizer, PoolingMode.MEAN);
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

    private static Path unpack(String resource, Path beside) throws IOException {
        Path file = beside.resolveSibling(resource);
        try (InputStream stream = EmbeddingServer.class.getResourceAsStream("/" + resource)) {
            Files.copy(
                    Objects.requireNonNull(stream, resource + " is not on the class path"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
