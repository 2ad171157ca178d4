package io.clio.conversation;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A part of a message. Only {@link Text} is what somebody says to somebody; the other parts are kept apart, so that
 * neither a tool's output nor a model's thinking is taken for a user's words.
 */
public sealed interface Part {

    /**
     * What is said.
     *
     * @param text the text
     */
    record Text(SensitiveText text) implements Part {
        // Checks that the text is there.
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Text map(UnaryOperator<SensitiveText> change) {
            return new Text(change.apply(text));
        }
    }

    /**
     * What a model thinks before it answers.
     *
     * @param text the text; empty if its source withholds it
     */
    record Thinking(SensitiveText text) implements Part {
        // Checks that the text is there.
        public Thinking {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Thinking map(UnaryOperator<SensitiveText> change) {
            return new Thinking(change.apply(text));
        }
    }

    /**
     * A call of a tool.
     *
     * @param tool the name of the tool
     * @param arguments what it is given, mostly as JSON
     */
    record ToolCall(SensitiveText tool, SensitiveText arguments) implements Part {
        // Checks that both are there.
        public ToolCall {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(arguments, "arguments");
        }

        @Override
        public ToolCall map(UnaryOperator<SensitiveText> change) {
            return new ToolCall(change.apply(tool), change.apply(arguments));
        }
    }

    /**
     * What a tool gives back.
     *
     * @param output the output
     */
    record ToolResult(SensitiveText output) implements Part {
        // Checks that the output is there.
        public ToolResult {
            Objects.requireNonNull(output, "output");
        }

        @Override
        public ToolResult map(UnaryOperator<SensitiveText> change) {
            return new ToolResult(change.apply(output));
        }
    }

    /**
     * Something that is no text: it is known to be there, and its bytes are not kept.
     *
     * @param kind what it is
     */
    record Attachment(Kind kind) implements Part {
        /** What can be attached. */
        public enum Kind {
            /** A picture. */
            IMAGE,
            /** Speech or other sound. */
            AUDIO,
            /** Moving pictures. */
            VIDEO,
            /** A document or any other file. */
            FILE
        }

        // Checks that the kind is there.
        public Attachment {
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public Attachment map(UnaryOperator<SensitiveText> change) {
            return this;
        }
    }

    /**
     * The same part with other texts.
     *
     * @param change makes a new text of each
     * @return a part of the same kind
     */
    Part map(UnaryOperator<SensitiveText> change);
}
