package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordPieceTokenizerProperties {
    private static final BertTokenizer TOKENIZER =
            TokenizerFiles.json(JsonField.parse("model", ReferenceTokenizer.JSON), null);
    private static final List<String> SPECIAL = List.of("[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]");

    @Property
    void any_string_of_code_units_has_the_tokens_of_the_reference(@ForAll("codeUnits") String text) {
        agrees(text);
    }

    @Property
    void any_string_of_code_points_has_the_tokens_of_the_reference(@ForAll("codePoints") String text) {
        agrees(text);
    }

    @Property
    void any_mixture_of_words_marks_and_signs_has_the_tokens_of_the_reference(@ForAll("mixtures") String text) {
        agrees(text);
    }

    private static void agrees(String text) {
        Assume.that(SPECIAL.stream().noneMatch(text::contains));
        assertThat(TOKENIZER.tokenize(text)).isEqualTo(ReferenceTokenizer.tokenize(text));
    }

    @Provide
    Arbitrary<String> codeUnits() {
        return Arbitraries.strings().all().ofMaxLength(300);
    }

    @Provide
    Arbitrary<String> codePoints() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .map(Character::toString)
                .list()
                .ofMaxSize(200)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<String> letters = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('\u00c0', '\u052f')
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> asian = Arbitraries.strings()
                .withCharRange('\u0900', '\u0e7f')
                .withCharRange('\u3040', '\ud7ff')
                .ofMaxLength(6);
        Arbitrary<String> signs = Arbitraries.of(
                " ", "\t", "\u00a0", "\u200b", "\u0301", "\u0327", "-", "'", "[", "]", "##", "\u3000", "\ud83d\ude00");
        return Arbitraries.oneOf(letters, asian, signs).list().ofMaxSize(40).map(parts -> String.join("", parts));
    }
}
