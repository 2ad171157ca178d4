package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanPoolingTest {

    @Test
    void the_mean_of_the_states_is_scaled_to_unit_length_and_written_at_its_place() {
        float[] vectors = {9, 9, 9, 9};
        MeanPooling.pool(FloatBuffer.wrap(new float[] {1, 8, 5, 0}), vectors, 1, 2);
        assertThat(vectors).containsExactly(9, 0.6f, 0.8f, 9);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void states_without_a_direction_are_an_error(float value) {
        assertThatThrownBy(() -> MeanPooling.pool(FloatBuffer.wrap(new float[] {value, 0}), new float[2], 0, 2))
                .isInstanceOf(IllegalStateException.class);
    }
}
