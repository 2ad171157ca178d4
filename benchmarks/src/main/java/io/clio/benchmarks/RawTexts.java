package io.clio.benchmarks;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.input.JsonLines;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What no stage should have: raw requests with personal data in them, read past the pipeline from its input. */
final class RawTexts {
    private final List<String> values = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    private RawTexts() {}

    static RawTexts of(Path input) throws IOException {
        RawTexts texts = new RawTexts();
        new JsonLines(input).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                texts.add(conversation);
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
        if (texts.values.isEmpty()) {
            throw new IllegalArgumentException("nothing is planted in " + input);
        }
        return texts;
    }

    private void add(Conversation conversation) {
        String request = requestOf(conversation);
        for (String value : planted(conversation)) {
            values.add(value);
            requests.add(request);
        }
    }

    /** The planted values of a conversation, as its labels tell. */
    static List<String> planted(Conversation conversation) {
        return conversation
                .metadata()
                .at("/labels/pii")
                .map(values ->
                        ((Collection<?>) values).stream().map(Object::toString).toList())
                .orElse(List.of());
    }

    static String requestOf(Conversation conversation) {
        return conversation.contents(Role.USER).map(SensitiveText::reveal).collect(Collectors.joining(" "));
    }

    /** A planted value; the same number gives the same one. */
    String value(int number) {
        return values.get(Math.floorMod(number, values.size()));
    }

    /** The raw request that holds {@link #value} of the same number. */
    String request(int number) {
        return requests.get(Math.floorMod(number, requests.size()));
    }
}
