package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.Completion;
import io.clio.llm.TokenUsage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An answer as it stands in a workspace: a version, why it ends, four counts of tokens, and its UTF-16 units. */
final class CompletionBytes {
    private static final byte VERSION = 1;
    private static final byte STOP = 0;
    private static final byte LENGTH = 1;
    private static final int FIXED_BYTES = 2 + 4 * Long.BYTES;

    private CompletionBytes() {}

    static byte[] encode(Completion completion) {
        String text = completion.text().reveal();
        TokenUsage usage = completion.usage();
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + text.length() * Character.BYTES)
                .put(VERSION)
                .put(completion.finish() == Completion.Finish.STOP ? STOP : LENGTH)
                .putLong(usage.input())
                .putLong(usage.cacheRead())
                .putLong(usage.cacheWritten())
                .putLong(usage.output());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    /** What was encoded, or nothing if another version did it. */
    static Optional<Completion> decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            if (bytes.get() != VERSION) {
                return Optional.empty();
            }
            Completion.Finish finish = bytes.get() == STOP ? Completion.Finish.STOP : Completion.Finish.LENGTH;
            TokenUsage usage = new TokenUsage(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            return Optional.of(
                    new Completion(SensitiveText.of(bytes.asCharBuffer().toString()), finish, usage));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
