package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads turns of {@code from} and {@code value}; a turn of role and content is read as a message. */
final class ShareGptTurns {
    private final ChatMessages messages;

    ShareGptTurns(UnknownParts unknown) {
        this.messages = new ChatMessages(unknown);
    }

    List<Message> all(String place, JsonNode turns) throws FieldException {
        if (Fields.array(place, turns).isEmpty()) {
            throw new FieldException(place, "at least one turn", "an empty array");
        }
        List<Message> all = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            all.add(one(place + "/" + i, turns.get(i)));
        }
        return all;
    }

    private Message one(String place, JsonNode turn) throws FieldException {
        Fields.object(place, turn);
        if (!turn.has("from") && turn.has("role")) {
            return messages.one(place, turn);
        }
        Role role = Roles.of(place + "/from", turn.path("from"));
        String value = Fields.string(place + "/value", turn.path("value"));
        boolean call =
                turn.path("from").textValue().strip().toLowerCase(Locale.ROOT).equals("function_call");
        Part part = call ? ContentParts.call("", turn.path("value")) : ContentParts.text(value);
        return ChatMessages.message(role, List.of(part));
    }
}
