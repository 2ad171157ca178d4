package io.clio.testkit.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The sample that the examples ship. */
class SampleTest {

    private static final Path SAMPLE = Path.of("../../clio-examples/samples/assistant-chats.jsonl.gz");

    @Test
    void the_committed_sample_is_what_the_generator_makes() throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        Population.of(1).size(4_000).meanTokens(60).writeTo(made);

        try (InputStream committed = new GZIPInputStream(Files.newInputStream(SAMPLE))) {
            assertThat(committed.readAllBytes()).isEqualTo(made.toByteArray());
        }
    }
}
