package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the real network of all-MiniLM-L6-v2, written down as an export. */
class OnnxEmbedderTest {
    private static final List<SensitiveText> LINES =
            MultilingualCorpus.lines().stream().limit(60).map(SensitiveText::of).toList();

    @TempDir
    private static Path export;

    private static MiniLmEmbedder miniLm;
    private static OnnxEmbedder embedder;

    @BeforeAll
    static void load() throws IOException {
        write(export, MiniLmModel.INT8, "onnx/model.onnx");
        miniLm = MiniLmEmbedder.quantized();
        embedder = OnnxEmbedder.at(export).build();
    }

    @AfterAll
    static void close() {
        miniLm.close();
        embedder.close();
    }

    static void write(Path folder, MiniLmModel model, String network) throws IOException {
        ClassLoader artifacts = OnnxEmbedderTest.class.getClassLoader();
        Files.createDirectories(folder.resolve("1_Pooling"));
        Files.createDirectories(folder.resolve("onnx"));
        Files.write(folder.resolve(network), model.network(artifacts));
        Files.writeString(folder.resolve("tokenizer.json"), model.tokenizer(artifacts));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"bert\", \"hidden_size\": 384, \"max_position_embeddings\": 512}");
        Files.writeString(
                folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256, \"do_lower_case\": false}");
        Files.writeString(folder.resolve("modules.json"), """
                [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                 {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
                 {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]
                """);
        Files.writeString(
                folder.resolve("1_Pooling/config.json"),
                "{\"word_embedding_dimension\": 384, \"pooling_mode_cls_token\": false,"
                        + " \"pooling_mode_mean_tokens\": true, \"pooling_mode_max_tokens\": false}");
    }

    @Test
    void an_export_of_mini_lm_gives_the_vectors_of_the_built_in_one_bit_for_bit() {
        assertThat(embedder.embed(LINES).values()).isEqualTo(miniLm.embed(LINES).values());
    }

    @Test
    void an_export_with_weights_of_32_bits_gives_the_same_vectors_and_is_close_to_the_quantised_one(
            @TempDir Path folder) throws IOException {
        write(folder, MiniLmModel.FP32, "model.onnx");
        List<SensitiveText> english = texts(
                "How do I bake bread at home?",
                "Fix the null pointer in my Java code",
                "Write a poem about the sea",
                "Plan a week in Lisbon with two children",
                "Explain the offside rule",
                "Help me with my cover letter for a bakery",
                "Draft a polite complaint to my landlord");
        try (var full = OnnxEmbedder.at(folder).build();
                var builtIn = MiniLmEmbedder.full()) {
            Embeddings expected = builtIn.embed(english);
            assertThat(full.embed(english).values()).isEqualTo(expected.values());
            Embeddings small = embedder.embed(english);
            double sum = 0;
            for (int row = 0; row < expected.rows(); row++) {
                double cosine = cosine(small.vector(row), expected.vector(row));
                assertThat(cosine).isGreaterThan(0.98);
                sum += cosine;
            }
            assertThat(sum / expected.rows()).isGreaterThan(0.99);
            assertThat(cosine(small.vector(0), expected.vector(1))).isLessThan(0.5);
        }
    }

    @Test
    void a_vocabulary_file_gives_the_vectors_of_the_tokenizer_file(@TempDir Path folder) throws IOException {
        write(folder, MiniLmModel.INT8, "model.onnx");
        Files.delete(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("vocab.txt"), vocabulary());
        try (var other = OnnxEmbedder.at(folder).build()) {
            assertThat(other.embed(LINES).values())
                    .isEqualTo(embedder.embed(LINES).values());
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        List<SensitiveText> upper = texts("BREAD at home");
        try (var cased = OnnxEmbedder.at(folder).build();
                var lower = OnnxEmbedder.at(folder).lowerCase(true).build()) {
            assertThat(cased.embed(upper).values())
                    .isNotEqualTo(embedder.embed(upper).values());
            assertThat(lower.embed(upper).values())
                    .isEqualTo(embedder.embed(upper).values());
        }
    }

    private static String vocabulary() {
        JsonField vocabulary = JsonField.parse("tokenizer.json", ReferenceTokenizer.JSON)
                .at("model")
                .at("vocab");
        return vocabulary.names().stream()
                .sorted(Comparator.comparing(piece -> vocabulary.at(piece).number()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void the_vector_of_a_text_does_not_depend_on_what_stands_beside_it() {
        Embeddings together = embedder.embed(LINES);
        for (int row = 0; row < 20; row++) {
            assertThat(embedder.embed(LINES.subList(row, row + 1)).values()).isEqualTo(together.vector(row));
        }
        assertThat(together.vector(0)).isNotEqualTo(together.vector(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Pooling.class,
            names = {"CLS", "LAST_TOKEN"})
    void an_explicit_pooling_overrides_that_of_the_export_and_matters(Pooling pooling) {
        try (var other = OnnxEmbedder.at(export).pooling(pooling).threads(1).build()) {
            List<SensitiveText> text = texts("How do I bake bread at home?");
            assertThat(cosine(other.embed(text).vector(0), embedder.embed(text).vector(0)))
                    .isLessThan(0.99);
            assertThat(other.name()).contains(pooling.name());
        }
    }

    @Test
    void a_prefix_stands_before_each_text_and_matters() {
        try (var prefixed = OnnxEmbedder.at(export).prefix("query: ").threads(1).build()) {
            assertThat(prefixed.embed(texts("bread")).values())
                    .isEqualTo(embedder.embed(texts("query: bread")).values())
                    .isNotEqualTo(embedder.embed(texts("bread")).values());
            assertThat(prefixed.name()).contains("prefix \"query: \"");
        }
    }

    @Test
    void the_default_prompt_of_an_export_is_its_prefix(@TempDir Path folder) throws IOException {
        write(folder, MiniLmModel.INT8, "model.onnx");
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {\"q\": \"query: \", \"p\": \"passage: \"}, \"default_prompt_name\": \"q\"}");
        try (var prompted = OnnxEmbedder.at(folder).build();
                var plain = OnnxEmbedder.at(folder).prefix("").build()) {
            assertThat(prompted.embed(texts("bread")).values())
                    .isEqualTo(embedder.embed(texts("query: bread")).values());
            assertThat(plain.embed(texts("bread")).values())
                    .isEqualTo(embedder.embed(texts("bread")).values());
        }
    }

    @Test
    void a_long_text_keeps_its_start_and_its_end_also_behind_a_prefix() {
        try (var embedder = OnnxEmbedder.at(export)
                .maxTokens(12)
                .prefix("query: ")
                .threads(1)
                .build()) {
            // 10 pieces: query, :, and three words; then the last five.
            Embeddings e = embedder.embed(texts(
                    "one two three four five six seven eight nine",
                    "one two three other words six and more here five six seven eight nine",
                    "one two other four five six seven eight nine",
                    "one two three four five six seven eight ten"));
            assertThat(e.vector(1)).isEqualTo(e.vector(0));
            assertThat(e.vector(2)).isNotEqualTo(e.vector(0));
            assertThat(e.vector(3)).isNotEqualTo(e.vector(0));
        }
    }

    @Test
    void without_scaling_vectors_keep_their_direction_and_not_their_length() {
        try (var raw = OnnxEmbedder.at(export).normalize(false).threads(1).build()) {
            float[] vector = raw.embed(texts("bread")).vector(0);
            float[] unit = embedder.embed(texts("bread")).vector(0);
            double length = Math.sqrt(cosine(vector, vector));
            assertThat(length).isGreaterThan(1.1);
            assertThat(cosine(vector, unit) / length).isGreaterThan(0.9999);
        }
    }

    @Test
    void languages_are_aligned_only_if_one_says_so() {
        assertThat(embedder.alignsLanguages()).isFalse();
        try (var other = OnnxEmbedder.at(export).multilingual(true).threads(1).build()) {
            assertThat(other.alignsLanguages()).isTrue();
        }
    }

    @Test
    void the_name_holds_what_vectors_depend_on_and_no_path() {
        assertThat(embedder.name())
                .matches("onnx model [0-9a-f]{12}, MEAN, unit length, 256 tokens, onnxruntime 1\\.\\d+\\.\\d+, batch 1")
                .doesNotContain(export.getFileName().toString());
        try (var named =
                OnnxEmbedder.at(export).name("mini").normalize(false).threads(1).build()) {
            assertThat(named.name()).startsWith("mini, MEAN, any length, 256 tokens");
        }
    }

    @Test
    void more_tokens_than_the_model_has_places_for_are_refused() {
        assertThatThrownBy(() -> OnnxEmbedder.at(export).maxTokens(513).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("config.json, field max_position_embeddings: found 512")
                .hasMessageContaining("513");
    }

    @Test
    void a_prefix_that_leaves_no_room_for_a_text_is_refused() {
        assertThatThrownBy(() -> OnnxEmbedder.at(export)
                        .prefix("a b c d e f ")
                        .maxTokens(12)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix")
                .hasMessageContaining("12");
    }

    @Test
    void a_closed_embedder_refuses_texts() {
        var closed = OnnxEmbedder.at(export).threads(1).build();
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.embed(texts("secret")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    static List<SensitiveText> texts(String... texts) {
        return Arrays.stream(texts).map(SensitiveText::of).toList();
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
