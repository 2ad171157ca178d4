package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.TokenUsage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An answer as it stands in a workspace: a version, which says whether it came in a batch, why it ends, four counts of
 * tokens, and its UTF-16 units.
 */
final class CompletionBytes {
    private static final byte ALONE = 1;
    private static final byte IN_BATCH = 2;
    private static final byte STOP = 0;
    private static final byte LENGTH = 1;
    private static final int FIXED_BYTES = 2 + 4 * Long.BYTES;

    private CompletionBytes() {}

    static byte[] encode(Outcome.Answer answer) {
        Completion completion = answer.completion();
        String text = completion.text().reveal();
        TokenUsage usage = completion.usage();
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + text.length() * Character.BYTES)
                .put(answer.inBatch() ? IN_BATCH : ALONE)
                .put(completion.finish() == Completion.Finish.STOP ? STOP : LENGTH)
                .putLong(usage.input())
                .putLong(usage.cacheRead())
                .putLong(usage.cacheWritten())
                .putLong(usage.output());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    /** What was encoded, or nothing if another version did it. */
    static Optional<Outcome.Answer> decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            byte version = bytes.get();
            if (version != ALONE && version != IN_BATCH) {
                return Optional.empty();
            }
            Completion.Finish finish = bytes.get() == STOP ? Completion.Finish.STOP : Completion.Finish.LENGTH;
            TokenUsage usage = new TokenUsage(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            return Optional.of(new Outcome.Answer(
                    new Completion(SensitiveText.of(bytes.asCharBuffer().toString()), finish, usage),
                    version == IN_BATCH));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
