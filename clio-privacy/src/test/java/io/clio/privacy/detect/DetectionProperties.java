package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class DetectionProperties {
    private final Detectors detectors = Detectors.standard();
    private final Redactor redactor = Redactor.standard();

    @Provide
    Arbitrary<Identifier> identifiers() {
        return Identifier.any();
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of(
                        "the",
                        "weather",
                        "please",
                        "camelCase",
                        "Straße",
                        "привет",
                        "你好",
                        "snake_case_name",
                        "e.g.",
                        "(maybe)",
                        "42",
                        "well-known",
                        "don't",
                        "ελληνικά",
                        "مرحبا",
                        "x = y + 1;")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    @Example
    void every_standard_kind_is_planted() {
        assertThat(Identifier.kinds()).containsExactlyInAnyOrderElementsOf(Kinds.STANDARD);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void every_valid_identifier_in_prose_is_found_in_full_however_it_is_disguised(
            @ForAll("prose") String before,
            @ForAll("prose") String after,
            @ForAll("identifiers") Identifier identifier,
            @ForAll Disguise disguise) {
        String hidden = disguise.apply(identifier.text());
        String text = before + " " + hidden + " " + after;
        int start = before.length() + 1 + valueOffset(identifier, hidden);
        int end = before.length() + 1 + hidden.length();

        assertThat(detectors.find(text))
                .anyMatch(finding -> finding.kind().equals(identifier.kind())
                        && finding.start() <= start
                        && finding.end() >= end - 1);
        assertThat(detectors.any(text)).isTrue();
    }

    /** A cue word belongs to the test identifier but need not be covered. */
    private static int valueOffset(Identifier identifier, String hidden) {
        boolean cued = identifier.kind().equals(Kinds.ID)
                && identifier.text().toLowerCase(java.util.Locale.ROOT).contains("pas");
        return cued ? hidden.length() - 1 : 0;
    }

    @Property
    void prose_without_identifiers_is_unchanged(@ForAll("prose") String text) {
        assertThat(detectors.find(text)).isEmpty();
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Property
    void what_redaction_leaves_contains_no_identifier_and_is_stable(
            @ForAll("prose") String before, @ForAll List<@net.jqwik.api.From("identifiers") Identifier> identifiers) {
        StringBuilder text = new StringBuilder(before);
        identifiers.forEach(identifier -> text.append(", ").append(identifier.text()));

        String redacted = redactor.redact(text.toString());

        assertThat(detectors.find(redacted)).isEmpty();
        assertThat(redactor.redact(redacted)).isEqualTo(redacted);
    }

    @Property
    void findings_of_any_text_are_sorted_disjoint_and_inside_it(@ForAll("soup") String text) {
        int last = 0;
        for (Finding finding : detectors.find(text)) {
            assertThat(finding.start()).isGreaterThanOrEqualTo(last);
            assertThat(finding.end()).isGreaterThan(finding.start()).isLessThanOrEqualTo(text.length());
            last = finding.end();
        }
    }

    @Property
    void redaction_of_any_text_is_idempotent_and_leaves_no_finding(@ForAll("soup") String text) {
        String redacted = redactor.redact(text);

        assertThat(redactor.redact(redacted)).isEqualTo(redacted);
        assertThat(detectors.find(redacted)).isEmpty();
    }

    @Property
    void any_agrees_with_find(@ForAll("soup") String text) {
        assertThat(detectors.any(text)).isEqualTo(!detectors.find(text).isEmpty());
    }

    /** Texts rich in the characters that detectors look for, and in pieces of identifiers and placeholders. */
    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "@",
                ".",
                ":",
                "::",
                "/",
                "-",
                "+",
                "(",
                ")",
                "~",
                "\\",
                "0",
                "1",
                "12",
                "555",
                "2020",
                "41111",
                "a",
                "Zb",
                "é",
                "\u200B",
                "\u0301",
                "ⅷ",
                "½",
                "①",
                "\uD800",
                "😀",
                "passport ",
                "tel ",
                " ",
                "\n",
                "[id]",
                "[email]",
                "[",
                "]",
                "com",
                "https://",
                "www.",
                "home/",
                "/home/",
                "eyJ",
                "0x",
                "sk-",
                "°",
                "'",
                "x@y.org",
                "abcdef0123456789");
        return pieces.list().ofMaxSize(40).map(parts -> String.join("", parts));
    }
}
