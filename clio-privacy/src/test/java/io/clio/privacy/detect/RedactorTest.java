package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RedactorTest {
    private final Redactor redactor = Redactor.standard();

    @Test
    void identifiers_become_placeholders_of_their_kind() {
        assertThat(redactor.redact("Mail jane@example.org, call +1 485 555 0126, or see https://example.org/jane."))
                .isEqualTo("Mail [email], call [phone], or see [url].");
    }

    @Test
    void a_disguised_identifier_leaves_no_residue() {
        assertThat(redactor.redact("to ｊ\u200Bａne＠exаmple.оrg\u0301!")).isEqualTo("to [email]!");
    }

    @Test
    void every_standard_kind_has_its_placeholder() {
        assertThat(Redactor.PLACEHOLDERS).hasSameSizeAs(Kinds.STANDARD).contains("[email]", "[card]", "[id]");
    }

    @Test
    void placeholders_hold_no_identifier() {
        assertThat(Detectors.standard().find(String.join(" ", Redactor.PLACEHOLDERS)))
                .isEmpty();
    }

    @Test
    void a_malformed_kind_or_range_is_refused_without_text() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("E-Mail", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("two  spaces", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("a".repeat(33), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Finding("email", 3, 3));
    }
}
