package io.clio.benchmarks;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.input.JsonLines;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The vectors of a set's requests by all-MiniLM-L6-v2 (8 bits), for other programs. What it writes is not a release.
 */
final class EmbeddedSet {
    private EmbeddedSet() {}

    /** Takes the set and the file to write. */
    public static void main(String[] arguments) throws IOException {
        List<SensitiveText> requests = new ArrayList<>();
        new JsonLines(Path.of(arguments[0])).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                requests.add(SensitiveText.of(RawTexts.requestOf(conversation)));
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            NpyFile.write(Path.of(arguments[1]), embedder.embed(requests));
        }
    }
}
