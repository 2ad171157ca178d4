package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.spi.Recognizer;
import io.clio.spi.Recognizer.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwnKindTest {
    private static final String SECRET = "the falcon \uD83E\uDD85 lands";

    private static Redactor redactor(String kind, Function<String, List<Span>> find) {
        return new Redactor(Detectors.standard().with(List.of(Recognizer.of(kind, find))));
    }

    private static Function<String, List<Span>> finds(String value) {
        return text -> {
            int at = text.indexOf(value);
            return at < 0 ? List.of() : List.of(new Span(at, at + value.length()));
        };
    }

    @Test
    void a_recogniser_of_ones_own_takes_part() {
        assertThat(redactor("badge number", finds("B-7")).redact("I am B-7, jane@example.org"))
                .isEqualTo("I am [badge number], [email]");
    }

    @ParameterizedTest
    @EnumSource(Disguise.class)
    void a_value_in_disguise_is_found(Disguise disguise) {
        assertThat(redactor("badge", finds("KX-7741")).redact("I am " + disguise.apply("KX-7741") + "."))
                .isEqualTo("I am [badge].");
    }

    @Test
    void a_value_that_folding_changes_is_found_as_it_is_written() {
        assertThat(redactor("codename", finds("Сокол")).redact("агент Сокол здесь"))
                .isEqualTo("агент [codename] здесь");
    }

    @Test
    void a_value_in_brackets_is_no_placeholder() {
        assertThat(redactor("codename", finds("falcon")).redact("[falcon]")).isEqualTo("[[codename]]");
    }

    @Test
    void overlapping_places_are_covered_as_one() {
        Recognizer head = Recognizer.of("head", text -> List.of(new Span(0, 4)));
        Recognizer tail = Recognizer.of("tail", text -> List.of(new Span(3, 9)));

        assertThat(Detectors.standard().with(List.of(head, tail)).find("aaaaaaaaa"))
                .containsExactly(new Finding("tail", 0, 9));
    }

    @Test
    void a_recogniser_that_finds_placeholders_does_not_keep_redaction_from_ending() {
        assertThat(redactor("all", text -> List.of(new Span(0, text.length()))).redact("some text"))
                .isEqualTo("[all]");
    }

    @Test
    void a_malformed_kind_is_refused() {
        for (String kind : List.of("", "Badge", "badge-number", "two  spaces", " a", "x".repeat(33), "é", "id]")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Detectors.standard().with(List.of(Recognizer.of(kind, text -> List.of()))));
        }
    }

    static Stream<Function<String, List<Span>>> broken() {
        return Stream.of(
                text -> {
                    throw new IllegalStateException(text);
                },
                text -> {
                    throw new StackOverflowError(text);
                },
                text -> null,
                text -> Collections.singletonList(null),
                text -> List.of(new Span(0, text.length() + 1)),
                text -> List.of(new Span(-1, 2)),
                text -> List.of(new Span(2, 2)),
                text -> List.of(new Span(text.indexOf('\uDD85'), text.length())),
                text -> List.of(new Span(0, text.indexOf('\uDD85'))),
                text -> new ArrayList<>(Collections.nCopies(1_000_000, new Span(0, 1))));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_recogniser_that_fails_is_told_of_without_a_word_of_the_text(Function<String, List<Span>> find) {
        Detectors detectors = Detectors.standard().with(List.of(Recognizer.of("codename", find)));

        assertThatThrownBy(() -> detectors.find(SECRET))
                .isInstanceOf(RecognizerFailedException.class)
                .hasMessageStartingWith("the recognizer of 'codename' failed: ")
                .hasMessageNotContaining("falcon")
                .hasNoCause();
        assertThatThrownBy(() -> detectors.any(SECRET)).isInstanceOf(RecognizerFailedException.class);
        assertThatThrownBy(() -> new Redactor(detectors).redact(SECRET)).isInstanceOf(RecognizerFailedException.class);
    }
}
