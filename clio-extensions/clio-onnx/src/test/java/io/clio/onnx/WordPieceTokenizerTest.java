package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTokenizerTest {
    private static final BertTokenizer TOKENIZER =
            TokenizerFiles.json(JsonField.parse("model", ReferenceTokenizer.JSON), null);
    private static final int UNKNOWN = 100;

    @Test
    void the_corpus_is_large_enough_to_mean_something() {
        assertThat(MultilingualCorpus.lines()).hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("io.clio.onnx.MultilingualCorpus#lines")
    void a_line_of_the_corpus_has_the_tokens_of_the_reference(String line) {
        assertThat(TOKENIZER.tokenize(line)).isEqualTo(ReferenceTokenizer.tokenize(line));
    }

    @Test
    void the_corpus_as_one_text_has_the_tokens_of_the_reference() {
        String text = String.join("\n", MultilingualCorpus.lines());
        assertThat(TOKENIZER.tokenize(text)).isEqualTo(ReferenceTokenizer.tokenize(text));
    }

    @Test
    void every_character_of_unicode_between_letters_has_the_tokens_of_the_reference() {
        int block = 256;
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += block) {
            String text = IntStream.range(first, first + block)
                    .mapToObj(c -> "a" + Character.toString(c) + "b")
                    .collect(Collectors.joining(" "));
            assertThat(TOKENIZER.tokenize(text)).as("block %x", first).isEqualTo(ReferenceTokenizer.tokenize(text));
        }
    }

    @Test
    void tokens_around_a_text_are_those_of_bert() {
        assertThat(TOKENIZER.opening()).containsExactly(101);
        assertThat(TOKENIZER.closing()).containsExactly(102);
    }

    @Test
    void a_word_of_100_characters_is_split_and_one_of_101_is_unknown() {
        assertThat(TOKENIZER.tokenize("a".repeat(100))).hasSizeGreaterThan(1).doesNotContain(UNKNOWN);
        assertThat(TOKENIZER.tokenize("a".repeat(101))).containsExactly(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]"})
    void a_special_token_written_in_a_text_stays_text(String name) {
        int[] asText = TOKENIZER.tokenize("[ " + name.substring(1, name.length() - 1) + " ]");
        assertThat(TOKENIZER.tokenize(name)).isEqualTo(asText).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "!", "\u0301", "a\u0315\u0300\u05aeb", "\ud800", "\u4e2d", "\ud834\udd65\u302e", "x y"})
    void a_text_of_a_million_characters_takes_linear_time(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        int[] tokens = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> TOKENIZER.tokenize(text));
        assertThat(tokens).hasSizeLessThanOrEqualTo(text.length());
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void every_character_of_unicode_has_the_tokens_of_the_reference_with_other_rules_for_case_and_accents(
            boolean lowerCase, boolean stripAccents) {
        String json = ReferenceTokenizer.JSON
                .replaceFirst("\"lowercase\":\\s*true", "\"lowercase\": " + lowerCase)
                .replaceFirst("\"strip_accents\":\\s*null", "\"strip_accents\": " + stripAccents);
        var tokenizer = TokenizerFiles.json(JsonField.parse("model", json), null);
        var reference = new ReferenceTokenizer(json);
        int block = 256;
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += block) {
            String text = IntStream.range(first, first + block)
                    .mapToObj(c -> "a" + Character.toString(c) + "b")
                    .collect(Collectors.joining(" "));
            assertThat(tokenizer.tokenize(text)).as("block %x", first).isEqualTo(reference.pieces(text));
        }
        String corpus = String.join("\n", MultilingualCorpus.lines());
        assertThat(tokenizer.tokenize(corpus))
                .isEqualTo(reference.pieces(corpus))
                .isNotEqualTo(TOKENIZER.tokenize(corpus));
    }
}
