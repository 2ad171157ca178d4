package io.clio.input;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import java.util.List;
import java.util.stream.Collectors;

/** Conversations as text that can be compared with what a reader of a fixture expects. */
final class Rendered {
    private Rendered() {}

    static String of(List<Conversation> conversations) {
        return conversations.stream().map(Rendered::of).collect(Collectors.joining("\n"));
    }

    private static String of(Conversation c) {
        String messages = c.messages().stream().map(m -> "  " + of(m) + "\n").collect(Collectors.joining());
        return "id " + c.id() + ", user " + c.subject().reveal().orElse("unknown") + ", time " + c.timestamp() + ", "
                + c.metadata().at("").orElseThrow() + "\n" + messages;
    }

    private static String of(Message message) {
        return message.role() + ": "
                + message.parts().stream().map(Rendered::of).collect(Collectors.joining(" | "));
    }

    private static String of(Part part) {
        if (part instanceof Part.Text text) {
            return text.text().reveal().replace("\n", "\\n");
        } else if (part instanceof Part.Thinking thinking) {
            return "thinking(" + thinking.text().reveal() + ")";
        } else if (part instanceof Part.ToolCall call) {
            return "call(" + call.tool().reveal() + ", " + call.arguments().reveal() + ")";
        } else if (part instanceof Part.ToolResult result) {
            return "result(" + result.output().reveal() + ")";
        }
        return ((Part.Attachment) part).kind().toString();
    }
}
