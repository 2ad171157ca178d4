package io.clio.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {
    private static final int LIMIT = 1 << 20;

    @Test
    void elements_come_one_by_one_with_their_inner_structure() throws IOException {
        assertThat(elements("[{\"a\": [1, {\"b\": \"],}\\\"\"}]} ,\n 17, \"x\", [ ]]"))
                .containsExactly("{\"a\": [1, {\"b\": \"],}\\\"\"}]}", "17", "\"x\"", "[ ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] \n", "\uFEFF[]"})
    void an_empty_array_has_no_element(String text) throws IOException {
        assertThat(elements(text)).isEmpty();
    }

    @Test
    void nothing_between_two_commas_is_an_element_that_is_empty() throws IOException {
        assertThat(elements("[{},,{},]")).containsExactly("{}", "", "{}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": tru}", "{\"a\": 1,}", "{\"a\": \"\\q\"}", "{\"a\": \"x\ny\"}", "nul"})
    void an_element_that_is_broken_inside_spoils_no_other(String broken) throws IOException {
        assertThat(elements("[{\"b\": 1}, " + broken + ", {\"b\": 2}]"))
                .containsExactly("{\"b\": 1}", broken, "{\"b\": 2}");
    }

    /** From each of these on, text may pass for structure: two elements could be taken for one. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            delimiter = '~',
            value = {
                "[{\"a\": \"x}, {\"b\": \"y\"}]~a lost quote",
                "[{\"a\": \"x}, {\"b\": \"y}, {\"c\": 1}]~two lost quotes",
                "[{\"a\": x\"}, {\"b\": \"y\"}]~a lost opening quote",
                "[{\"a\": {\"b\": 1}, {\"c\": 2}]~a lost brace",
                "[{\"a\": [{\"b\": 1}}, {\"c\": 2}]~a lost bracket",
                "[{\"a\": 1}}, {\"c\": 2}]~a brace too many",
                "[{\"a\": 1} {\"c\": 2}]~a lost comma",
                "[{\"a\" 1}]~a lost colon",
                "[{\"a\": \"x\"y\"}]~a quote inside a string",
                "[{\"a\": 1}, {\"c\": 2}~a lost end",
                "[{\"a\": 1}, {\"c\": \"~an end inside a string",
                "[{\"a\": 1}] []~something after the end",
                "[{\"a\": 1}]]~a bracket after the end",
                "{\"a\": 1}~no array"
            })
    void where_elements_end_is_never_guessed(String text, String fault) {
        assertThatThrownBy(() -> elements(text)).as(fault).isInstanceOf(LostTrackException.class);
    }

    @Test
    void an_element_over_the_limit_is_passed_over_and_the_next_one_arrives() throws IOException {
        JsonElements elements =
                JsonElements.ofArray(stream("[\"1234567\",\"12345678\",\"" + "x".repeat(200_000) + "\",7]"), 9);
        assertThat(elements.next()).isTrue();
        assertThat(elements.isOverLimit()).isFalse();
        assertThat(elements.next()).isTrue();
        assertThat(elements.isOverLimit()).isTrue();
        assertThat(elements.bytes()).isEmpty();
        assertThat(elements.next()).isTrue();
        assertThat(elements.isOverLimit()).isTrue();
        assertThat(elements.next()).isTrue();
        assertThat(elements.bytes()).containsExactly('7');
        assertThat(elements.number()).isEqualTo(4);
        assertThat(elements.next()).isFalse();
    }

    @Test
    void brackets_are_not_followed_without_end() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> elements(deep)).hasMessageContaining("nested too deep");
    }

    @Test
    void elements_do_not_depend_on_how_the_stream_is_cut_into_reads() throws IOException {
        String text =
                "[{\"a\": \"x\\\\\\\"y\"}, \"" + "\\\\".repeat(70_000) + "\", {\"b\": \"" + "z".repeat(70_000) + "\"}]";
        List<String> whole = elements(text);
        assertThat(whole).hasSize(3);
        for (int atOnce : new int[] {1, 7, 65_535, 65_537}) {
            InputStream dripping = new InputStream() {
                private final InputStream from = stream(text);

                @Override
                public int read() throws IOException {
                    return from.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return from.read(bytes, offset, Math.min(length, atOnce));
                }
            };
            assertThat(drain(JsonElements.ofArray(dripping, LIMIT))).isEqualTo(whole);
        }
    }

    @Test
    void values_come_one_after_the_other() throws IOException {
        assertThat(drain(JsonElements.ofValues(stream("\n{\"a\":\n1}\n\n[2]{}\n"), LIMIT)))
                .containsExactly("{\"a\":\n1}", "[2]", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} x", "{}, {}", "{\"a\": ", "{} ]"})
    void what_stands_between_values_ends_the_reading(String text) {
        assertThatThrownBy(() -> drain(JsonElements.ofValues(stream(text), LIMIT)))
                .isInstanceOf(LostTrackException.class);
    }

    private static List<String> elements(String text) throws IOException {
        return drain(JsonElements.ofArray(stream(text), LIMIT));
    }

    private static List<String> drain(JsonElements elements) throws IOException {
        List<String> all = new ArrayList<>();
        while (elements.next()) {
            all.add(new String(elements.bytes(), StandardCharsets.UTF_8).strip());
        }
        return all;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
