package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyReaderTest {

    @Test
    void escapes_in_a_piece_are_undone() {
        String json = "{\"model\": { \"vocab\" : {\"\\\"\": 0, \"\\\\\": 1, \"\\u00e9\": 2, \"\\n\\t\" :3}}}";
        assertThat(VocabularyReader.read(json)).isEqualTo(Map.of("\"", 0, "\\", 1, "é", 2, "\n\t", 3));
    }

    @Test
    void the_vocabulary_of_the_model_is_complete() {
        Map<String, Integer> ids = VocabularyReader.read(ReferenceTokenizer.JSON);
        assertThat(ids).hasSize(30_522).containsEntry("[PAD]", 0).containsEntry("the", 1996);
        assertThat(ids.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"vocab\"", "{\"vocab\": [", "{\"vocab\": {\"a\": 1", "{\"vocab\": {\"a\": }}"})
    void a_broken_file_is_refused(String json) {
        assertThatThrownBy(() -> VocabularyReader.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
