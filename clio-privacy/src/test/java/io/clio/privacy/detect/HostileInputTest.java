package io.clio.privacy.detect;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final int LENGTH = 300_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "@",
                ".",
                "a-",
                "a",
                "a.",
                "1 ",
                "1-",
                "1.",
                "::",
                "a:",
                "1:",
                "/",
                "a/",
                "://",
                "a@",
                "a@a.",
                "+1 ",
                "(",
                "(at) ",
                "a dot ",
                "~a/",
                "0x",
                "eyJ",
                "12 34-",
                "A1b2C3d4",
                "\u0301",
                "\u200B1",
                "-----BEGIN PRIVATE KEY-----",
                "[id]",
                "passport ",
                "1.234, ",
                "555-0126 ",
                "DE89 ",
                "a_",
                "=",
                "@a ",
                "lat 1.2345 ",
                "１",
                "http://a.com/",
                "\\Users\\a",
                "138XXXX",
                "A123456 (",
                "756.1234.",
                "1M8GDM9A",
                "https://a"
            })
    void hundreds_of_thousands_of_hostile_characters_end(String unit) {
        String hostile = unit.repeat(LENGTH / unit.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> Detectors.standard().find(hostile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passport 12345 ", "x@y.org ", "[id] 1234 passport "})
    void redaction_of_tens_of_thousands_of_findings_ends(String unit) {
        String hostile = unit.repeat(LENGTH / unit.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> Redactor.standard().redact(hostile));
    }
}
