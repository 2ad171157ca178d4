package io.clio;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.release.InputReport;
import io.clio.release.PrivacyPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsLeftOutTest {
    @TempDir
    private Path folder;

    private InputReport report(Sampling... sampling) throws IOException {
        Path file = folder.resolve("chats.jsonl");
        String line =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Water it?\"}%s]}]}%n";
        Files.writeString(
                file,
                line.formatted(",{\"type\":\"hologram\"},{\"type\":\"smell\"}")
                        + line.formatted("")
                        + line.formatted(",{\"type\":\"hologram\"}"));
        Pipeline pipeline = Clio.pipeline()
                .from(Conversations.file(file, Format.OPENAI_CHAT))
                .embedder(Embedders.hashing())
                .privacy(PrivacyPolicy.standard().withCountsRoundedTo(1));
        for (Sampling drawn : sampling) {
            pipeline = pipeline.sample(drawn);
        }
        return pipeline.run().input();
    }

    @Test
    void parts_of_messages_that_nobody_knows_are_counted_and_the_rest_is_read() throws IOException {
        assertThat(report().conversations()).isEqualTo(3);
        assertThat(report().partsLeftOut()).isEqualTo(3);
    }

    @Test
    void they_are_counted_where_conversations_are_sampled() throws IOException {
        assertThat(report(Sampling.conversations(2)).partsLeftOut()).isEqualTo(3);
    }
}
