package io.clio.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.privacy.detect.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @Test
    void every_placeholder_of_the_redactor_is_known() {
        assertThat(Redactor.PLACEHOLDERS)
                .allMatch(placeholder -> Placeholders.endOf("x" + placeholder + "y", 1) == 1 + placeholder.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[john]", "[Email]", "[ email]", "[]", "[", "[email", "[secret words about ann]", "[[email]]"})
    void nothing_else_in_brackets_is_a_placeholder(String text) {
        assertThat(Placeholders.endOf(text, 0)).isEqualTo(-1);
    }
}
