package io.clio.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.SensitiveText;
import io.clio.onnx.ModelTokenizer;
import io.clio.onnx.OnnxEmbedder;
import io.clio.onnx.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a Unigram tokenizer of ten pieces. */
class SentencePieceProviderTest {
    private static final String UNIGRAM = """
            {"version": "1.0",
             "added_tokens": [
              {"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
              {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
             "truncation": {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0},
             "normalizer": {"type": "NFKC"},
             "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": true},
             "post_processor": {"type": "TemplateProcessing",
              "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
              "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
              "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]}, "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
             "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": true},
             "model": {"type": "Unigram", "unk_id": 3, "byte_fallback": false,
              "vocab": [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["\u2581bread", -1.0], ["\u2581", -2.0],
               ["br", -3.0], ["ead", -3.0], ["\u2581Brot", -1.0], ["s", -4.0]]}}
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("tokenizer.json");
        Files.writeString(file, UNIGRAM);
    }

    @Test
    void texts_are_split_into_the_likeliest_pieces_however_long_they_are() {
        try (ModelTokenizer tokenizer = new SentencePieceProvider().read(file)) {
            assertThat(tokenizer.tokenize("bread breads Brot")).containsExactly(4, 4, 9, 8);
            assertThat(tokenizer.tokenize("bread bread bread bread bread")).hasSize(5);
            assertThat(tokenizer.tokenize("")).isEmpty();
            assertThat(tokenizer.opening()).containsExactly(0);
            assertThat(tokenizer.closing()).containsExactly(2);
        }
    }

    @Test
    void half_a_surrogate_pair_is_an_unknown_piece_and_does_no_harm_to_others() {
        try (ModelTokenizer tokenizer = new SentencePieceProvider().read(file)) {
            assertThat(tokenizer.tokenize("\ud800 bread")).endsWith(4).contains(3);
        }
    }

    @Test
    void an_export_with_a_unigram_tokenizer_is_read_once_the_extension_is_on_the_class_path() throws IOException {
        try (InputStream network = Objects.requireNonNull(getClass().getResourceAsStream("/all-minilm-l6-v2-q.onnx"))) {
            Files.copy(network, folder.resolve("model.onnx"));
        }
        try (var embedder = OnnxEmbedder.at(folder)
                .pooling(Pooling.MEAN)
                .maxTokens(6)
                .multilingual(true)
                .threads(2)
                .build()) {
            var vectors = embedder.embed(List.of(
                    SensitiveText.of("bread bread Brot Brot bread"),
                    SensitiveText.of("bread bread Brot bread"),
                    SensitiveText.of("bread bread Brot Brot")));
            // Four pieces have room: the middle one of five is left out.
            assertThat(vectors.vector(0)).isEqualTo(vectors.vector(1));
            assertThat(vectors.vector(1)).isNotEqualTo(vectors.vector(2));
        }
    }

    @Test
    void a_file_that_the_library_does_not_read_is_named() throws IOException {
        Files.writeString(file, "{\"model\": {\"type\": \"Unigram\"}}");
        assertThatThrownBy(() -> new SentencePieceProvider().read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void nothing_is_reported_and_nothing_unpacked_into_the_home_folder() {
        new SentencePieceProvider().read(file).close();
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
        Path unpacked = Path.of(System.getProperty("ENGINE_CACHE_DIR"));
        assertThat(unpacked).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(unpacked).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPT_OUT_TRACKING", "DJL_OFFLINE"})
    void an_environment_that_asks_for_the_network_is_refused(String name) {
        assertThatThrownBy(() -> OfflineLibrary.requireSilent(Map.of(name, "false")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
        assertThatCode(() -> OfflineLibrary.requireSilent(Map.of(name, "true"))).doesNotThrowAnyException();
    }
}
