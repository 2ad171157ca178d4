package io.clio.describe;

import io.clio.conversation.SensitiveText;
import java.util.Comparator;
import java.util.List;

/** The phrases of a single conversation that are likeliest to say what it is about. */
public final class ConversationTerms {
    private static final int MOST = 12;

    private ConversationTerms() {}

    /**
     * The phrases of a text: those with most content words first, and of equals the one that was written first.
     *
     * @param text a redacted text
     * @return up to twelve phrases in lower case
     */
    public static List<String> of(SensitiveText text) {
        return Phrases.of(text.reveal()).values().stream()
                .filter(phrase -> !phrase.generic())
                .sorted(Comparator.comparingInt(Phrase::contentWords).reversed())
                .limit(MOST)
                .map(Phrase::key)
                .toList();
    }
}
