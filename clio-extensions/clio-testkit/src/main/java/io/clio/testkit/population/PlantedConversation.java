package io.clio.testkit.population;

import java.time.Instant;
import java.util.List;

/**
 * One invented conversation together with the truth about it.
 *
 * @param id unique in its population
 * @param userId the invented user who held the conversation
 * @param timestamp when it began
 * @param language the ISO 639-1 code of the language it is held in
 * @param messages the turns in order, the first by the user
 * @param labels what was planted
 */
public record PlantedConversation(
        String id, String userId, Instant timestamp, String language, List<Message> messages, Labels labels) {

    /**
     * Takes a defensive copy of the messages.
     *
     * @param id unique in its population
     * @param userId the invented user who held the conversation
     * @param timestamp when it began
     * @param language the ISO 639-1 code of the language it is held in
     * @param messages the turns in order, the first by the user
     * @param labels what was planted
     */
    public PlantedConversation {
        messages = List.copyOf(messages);
    }

    /**
     * What one side said in one turn.
     *
     * @param role {@code user} or {@code assistant}
     * @param content the text
     */
    public record Message(String role, String content) {}

    /**
     * The truth about a conversation; never part of its text.
     *
     * @param topic what it is about, such as {@code sql_query}
     * @param parent the family of that topic, such as {@code programming}
     * @param pii the invented personal data that its text contains, each as it is written there
     */
    public record Labels(String topic, String parent, List<String> pii) {

        /**
         * Takes a defensive copy of the planted strings.
         *
         * @param topic what it is about
         * @param parent the family of that topic
         * @param pii the invented personal data
         */
        public Labels {
            pii = List.copyOf(pii);
        }
    }
}
