package io.clio.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Pipeline;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.input.JsonLines;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.release.PrivacyPolicy;
import io.clio.release.ReleaseGate;
import io.clio.release.SupportIndex;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the gate costs of a run: the CPU time of a whole run, and of building the support index over the same
 * conversations and judging the same candidate again, less that of reading alone.
 */
final class GateShare {
    private static final PrivacyPolicy POLICY = PrivacyPolicy.standard();

    private GateShare() {}

    /** Takes a file of conversations. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long before = cpu();
        Outcome outcome = run(file);
        long whole = cpu() - before;

        before = cpu();
        read(file, null);
        long reading = cpu() - before;

        before = cpu();
        SupportIndex.Builder builder = SupportIndex.builder(POLICY, 42);
        int count = read(file, builder);
        try (SupportIndex index = builder.build(IntStream.range(0, count).toArray())) {
            System.out.println(ReleaseGate.of(POLICY, List.of()).release(outcome.candidate(), index));
        }
        long gate = cpu() - before - reading;
        System.out.printf(
                Locale.ROOT,
                "conversations=%d run=%.1f reading=%.1f gate=%.1f%nshare=%.1f%n",
                count,
                whole / 1e9,
                reading / 1e9,
                gate / 1e9,
                100.0 * gate / whole);
    }

    private static Outcome run(Path file) {
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized()) {
            Pipeline pipeline = Clio.pipeline()
                    .from(Conversations.jsonLines(file))
                    .embedder(embedder)
                    .privacy(POLICY);
            return Engine.run(pipeline.plan(embedder));
        }
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static int read(Path file, SupportIndex.@Nullable Builder builder) throws IOException {
        int[] count = {0};
        new JsonLines(file).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                count[0]++;
                if (builder != null) {
                    builder.add(
                            Subject.ofUser(conversation.subject().reveal().orElse("nobody")),
                            builder.digest(contents(conversation, Role.USER), contents(conversation, Role.ASSISTANT)));
                }
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
        return count[0];
    }

    private static List<SensitiveText> contents(Conversation conversation, Role role) {
        return conversation.messages().stream()
                .filter(message -> message.role() == role)
                .map(Message::content)
                .toList();
    }
}
