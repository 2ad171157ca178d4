package io.clio.onnx;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an encoder uses its network.
 *
 * @param pooling how token states become a vector; null if the network's own sentence vector may be taken
 * @param fallback how token states become a vector if pooling is null and the network gives no sentence vector; asked
 *     only then
 * @param unit whether vectors are scaled to unit length
 * @param maxTokens the most tokens of an input, those around the text included
 * @param prefix what stands before each text; may be empty
 * @param batchTokens how many tokens at most go through the network at once, in texts of one length; a text that is
 *     longer goes alone, and with 0 each does
 * @param output the name of the output that is read; null to look for a known one
 */
record EncoderSettings(
        @Nullable Pooling pooling,
        Supplier<Optional<Pooling>> fallback,
        boolean unit,
        int maxTokens,
        String prefix,
        int batchTokens,
        @Nullable String output) {}
