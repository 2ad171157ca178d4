package io.clio.onnx;

import static io.clio.onnx.OnnxEmbedderTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a network of a few bytes, whose token i has the state (i, 1). */
class ModelExportTest {
    private static final String VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nbread\nBread\ncake\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void export() throws IOException {
        network(TinyNetwork.INT64, TinyNetwork.ANY, "last_hidden_state", "pooled", "input_ids", "attention_mask");
        write("vocab.txt", VOCABULARY);
        write("config.json", "{\"model_type\": \"bert\", \"max_position_embeddings\": 16}");
        write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true}");
    }

    private void network(int type, long tokens, String states, String sentence, String... inputs) throws IOException {
        Files.write(folder.resolve("model.onnx"), TinyNetwork.write(8, type, tokens, states, sentence, inputs));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private OnnxEmbedder.Builder builder() {
        return OnnxEmbedder.at(folder).threads(1).normalize(false);
    }

    private float[] vector(String text) {
        try (var embedder = builder().build()) {
            return embedder.embed(texts(text)).vector(0);
        }
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @Test
    void a_text_stands_between_its_special_tokens() {
        assertThat(vector("bread cake")).containsExactly((2 + 4 + 6 + 3) / 4f, 1);
    }

    @ParameterizedTest
    @CsvSource({"mean, 3.75", "cls, 2", "lasttoken, 3"})
    void a_pooling_may_be_named_in_either_way(String mode, float expected) throws IOException {
        write("1_Pooling/config.json", "{\"pooling_mode\": \"" + mode + "\"}");
        assertThat(vector("bread cake")).containsExactly(expected, 1);
        String flag = mode.equals("lasttoken") ? mode : mode + (mode.equals("cls") ? "_token" : "_tokens");
        write("1_Pooling/config.json", "{\"pooling_mode_" + flag + "\": true}");
        assertThat(vector("bread cake")).containsExactly(expected, 1);
    }

    @Test
    void a_network_may_take_types_and_32_bits() throws IOException {
        network(
                TinyNetwork.INT32,
                TinyNetwork.ANY,
                "token_embeddings",
                "pooled",
                "input_ids",
                "attention_mask",
                "token_type_ids");
        assertThat(vector("bread cake")).containsExactly(3.75f, 1);
    }

    @Test
    void a_network_that_gives_sentence_vectors_is_taken_at_its_word() throws IOException {
        network(TinyNetwork.INT64, TinyNetwork.ANY, "token_embeddings", "sentence_embedding", "input_ids");
        write("1_Pooling/config.json", "{\"pooling_mode_max_tokens\": true}");
        assertThat(vector("bread cake")).containsExactly(3.75f, 1);
        try (var embedder = builder().pooling(Pooling.CLS).build()) {
            assertThat(embedder.embed(texts("bread")).vector(0)).containsExactly(2, 1);
        }
    }

    @Test
    void an_output_may_be_named() throws IOException {
        network(TinyNetwork.INT64, TinyNetwork.ANY, "states", "vectors", "input_ids");
        refused("model.onnx", "states", "vectors", "last_hidden_state");
        for (String output : new String[] {"states", "vectors"}) {
            try (var embedder = builder().output(output).build()) {
                assertThat(embedder.embed(texts("bread cake")).vector(0)).containsExactly(3.75f, 1);
            }
        }
        assertThatThrownBy(
                        () -> builder().output("vectors").pooling(Pooling.MEAN).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one vector per text");
    }

    @Test
    void a_network_for_texts_of_one_length_is_refused() throws IOException {
        network(TinyNetwork.INT64, 128, "last_hidden_state", "pooled", "input_ids");
        refused("model.onnx", "input_ids", "[-1, 128]", "any length");
    }

    @Test
    void an_input_that_is_not_known_is_refused() throws IOException {
        network(TinyNetwork.INT64, TinyNetwork.ANY, "last_hidden_state", "pooled", "input_ids", "position_ids");
        refused("model.onnx", "position_ids", "expected input_ids");
        network(TinyNetwork.INT64, TinyNetwork.ANY, "last_hidden_state", "pooled", "attention_mask");
        refused("model.onnx", "attention_mask", "expected input_ids");
    }

    @Test
    void a_missing_network_or_tokenizer_is_named() throws IOException {
        Files.delete(folder.resolve("vocab.txt"));
        refused(folder.toString(), "tokenizer.json or vocab.txt");
        Files.delete(folder.resolve("model.onnx"));
        refused(folder.toString(), "model.onnx or onnx/model.onnx");
        assertThatThrownBy(
                        () -> builder().network(Path.of("onnx/model_int8.onnx")).build())
                .hasMessageContaining("expected onnx/model_int8.onnx");
    }

    @Test
    void a_folder_that_is_none_is_refused() {
        assertThatThrownBy(() -> OnnxEmbedder.at(folder.resolve("nowhere")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unigram", "BPE"})
    void a_tokenizer_of_another_type_says_which_extension_reads_it(String type) throws IOException {
        write("tokenizer.json", "{\"model\": {\"type\": \"" + type + "\", \"vocab\": []}}");
        refused("tokenizer.json, field model.type: found \"" + type + "\"", "WordPiece", "clio-sentencepiece");
    }

    @Test
    void a_tokenizer_may_be_passed() throws IOException {
        Files.delete(folder.resolve("vocab.txt"));
        var given = new ModelTokenizer() {
            private boolean closed;

            @Override
            public int[] tokenize(String text) {
                return new int[] {text.length()};
            }

            @Override
            public int[] opening() {
                return new int[0];
            }

            @Override
            public int[] closing() {
                return new int[] {1};
            }

            @Override
            public void close() {
                closed = true;
            }
        };
        try (var embedder = builder().tokenizer(given).build()) {
            assertThat(embedder.embed(texts("four")).vector(0)).containsExactly(2.5f, 1);
            assertThat(given.closed).isFalse();
        }
        assertThat(given.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modules.json | [{\"type\": \"x.Transformer\"}, {\"type\": \"x.Dense\"}] | modules.json, field [1].type: found \"x.Dense\"",
                "modules.json | [{\"type\": \"x.Transformer\", \"path\": \"../..\"}] | modules.json, field [0].path: found \"../..\"",
                "1_Pooling/config.json | {\"pooling_mode_max_tokens\": true} | field pooling_mode_max_tokens: found true, expected false",
                "1_Pooling/config.json | {\"pooling_mode\": \"max\"} | field pooling_mode: found \"max\", expected \"mean\"",
                "1_Pooling/config.json | {} | expected one of pooling_mode_mean_tokens",
                "1_Pooling/config.json | {\"include_prompt\": false} | field include_prompt: found false, expected true",
                "config.json | {\"max_position_embeddings\": \"x\"} | field max_position_embeddings: found \"x\", expected a whole number",
                "config.json | {} | field max_position_embeddings: found nothing",
                "config.json | {\"max | config.json, line 1: expected JSON",
                "sentence_bert_config.json | {\"do_lower_case\": 1} | field do_lower_case: found 1, expected true or false",
                "tokenizer_config.json | {\"do_lower_case\": \"no\"} | field do_lower_case: found \"no\"",
                "vocab.txt | [CLS] | vocab.txt: found no line [SEP]",
                "tokenizer.json | {\"model\": {\"type\": \"WordPiece\"}} | tokenizer.json, field normalizer.type: found nothing, expected \"BertNormalizer\""
            })
    void a_file_that_cannot_be_understood_is_named_with_its_field(String file, String text, String message)
            throws IOException {
        write(file, text);
        refused(folder.toString(), message);
    }

    @Test
    void without_a_word_on_pooling_one_must_say_it() throws IOException {
        Files.delete(folder.resolve("1_Pooling/config.json"));
        refused("last_hidden_state", "1_Pooling/config.json or an explicit pooling");
        try (var embedder = builder().pooling(Pooling.CLS).build()) {
            assertThat(embedder.embed(texts("bread")).vector(0)).containsExactly(2, 1);
        }
    }

    @Test
    void vectors_have_unit_length_unless_the_export_has_another_measure() throws IOException {
        try (var unit = OnnxEmbedder.at(folder).build()) {
            assertThat(unit.name()).contains("unit length");
        }
        write("config_sentence_transformers.json", "{\"similarity_fn_name\": \"dot\"}");
        try (var dot = OnnxEmbedder.at(folder).build()) {
            assertThat(dot.name()).contains("any length");
        }
        write("modules.json", "[{\"type\": \"x.Transformer\"}, {\"type\": \"x.Normalize\"}]");
        try (var unit = OnnxEmbedder.at(folder).build()) {
            assertThat(unit.name()).contains("unit length");
        }
    }

    @ParameterizedTest
    @CsvSource({"bert, 16", "roberta, 14", "mpnet, 14"})
    void places_that_padding_takes_are_no_places_for_tokens(String family, int tokens) throws IOException {
        write(
                "config.json",
                "{\"model_type\": \"" + family + "\", \"max_position_embeddings\": 16, \"pad_token_id\": 1}");
        try (var embedder = builder().build()) {
            assertThat(embedder.name()).contains(tokens + " tokens");
        }
    }

    @Test
    void a_tokenizer_file_of_mpnet_frames_texts_with_its_own_tokens() throws IOException {
        write("tokenizer.json", """
                {"normalizer": {"type": "BertNormalizer", "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0]},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"<s>": 0, "</s>": 2, "[UNK]": 3, "bread": 7}}}
                """);
        assertThat(vector("Bread cake")).containsExactly((0 + 7 + 3 + 2) / 4f, 1);
    }

    @Test
    void an_unknown_piece_that_the_vocabulary_lacks_is_named() throws IOException {
        write("tokenizer.json", """
                {"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 0]},
                 "model": {"type": "WordPiece", "unk_token": "<unk>", "vocab": {"bread": 7}}}
                """);
        refused("tokenizer.json, field model.unk_token: found \"<unk>\", expected a piece of model.vocab");
    }
}
