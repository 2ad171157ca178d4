package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {

    @ParameterizedTest
    @CsvSource({"MEAN, 3, 4", "CLS, 1, 8", "LAST_TOKEN, 5, 0"})
    void the_states_of_two_tokens_become_a_vector(Pooling pooling, float first, float second) {
        assertThat(pool(pooling, false, 1, 8, 5, 0)).containsExactly(first, second);
    }

    @Test
    void a_vector_is_scaled_to_unit_length_if_asked_for() {
        assertThat(pool(Pooling.MEAN, true, 1, 8, 5, 0)).containsExactly(0.6f, 0.8f);
        assertThat(pool(Pooling.LAST_TOKEN, true, 1, 8, 5, 0)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void states_without_a_direction_are_an_error(float value) {
        assertThatThrownBy(() -> pool(Pooling.MEAN, true, value, 0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void numbers_that_are_not_finite_are_an_error_without_scaling_too(Pooling pooling) {
        assertThatThrownBy(() -> pool(pooling, false, Float.NaN, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(pool(pooling, false, 0, 0)).containsExactly(0, 0);
    }

    private static float[] pool(Pooling pooling, boolean unit, float... states) {
        float[] vector = new float[2];
        pooling.pool(FloatBuffer.wrap(states), unit, vector);
        return vector;
    }
}
