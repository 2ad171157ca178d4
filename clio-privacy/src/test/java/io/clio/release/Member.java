package io.clio.release;

import io.clio.conversation.Subject;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import java.util.List;

/**
 * One conversation of a generated population.
 *
 * @param user the number of its user, or −1 for nobody known
 * @param conversation its number, unique in the population
 * @param words what it says
 * @param says which further things it says
 * @param cluster which root it belongs to
 * @param part which child of that root it belongs to
 * @param answers the answers to the facets
 */
record Member(int user, int conversation, List<String> words, Says says, int cluster, int part, Answers answers) {

    /** What a text can hold beside ordinary words. */
    enum Says {
        NOTHING_MORE,
        SECRET,
        NAME,
        IDENTIFIER,
        ID_OF_USER,
        COPIED_LETTER
    }

    boolean isKnown() {
        return user >= 0;
    }

    /** Users from here on have ordinary words for ids. */
    static final int NAMED_BY_A_WORD = 1_000;

    /** Whoever is not known calls himself by another name in each conversation. */
    String userId() {
        if (!isKnown()) {
            return "uidkxu" + conversation + "q";
        }
        return user >= NAMED_BY_A_WORD ? Vocabulary.word(0, user) : "uidkx" + user + "q";
    }

    String conversationId() {
        return "cidvz" + conversation + "q";
    }

    /** A word that nobody else knows; a conversation of nobody known has one of its own. */
    String secret() {
        return isKnown() ? secretOf(user) : "zxqu" + letters(conversation) + "vzk";
    }

    static String secretOf(int user) {
        return "zxq" + letters(user) + "vzk";
    }

    String text() {
        String ordinary = String.join(" ", words);
        return switch (says) {
            case NOTHING_MORE -> ordinary;
            case SECRET -> ordinary + " " + secret();
            // Everybody but the first user has another name to tell.
            case NAME -> user == 0 ? ordinary + " " + Vocabulary.NAME_OF_COMMON_CHARACTERS : ordinary;
            case IDENTIFIER -> ordinary + " " + identifier() + " " + String.join(" ", Vocabulary.HALVES_OF_A_PLACE);
            case ID_OF_USER -> ordinary + " " + userId() + " " + conversationId();
            case COPIED_LETTER -> Vocabulary.LETTERS.get(words.size() % Vocabulary.LETTERS.size());
        };
    }

    String identifier() {
        return Vocabulary.IDENTIFIERS.get(cluster % Vocabulary.IDENTIFIERS.size());
    }

    Subject subject() {
        return isKnown() ? Subject.ofUser(userId()) : Subject.unknown();
    }

    FacetRow row() {
        FacetValues values = answers.values(this);
        return new FacetRow(Subject.unknown(), values);
    }

    Member renamed(int newUser, int newConversation) {
        return new Member(newUser, newConversation, words, says, cluster, part, answers);
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest /= 10) {
            letters.append("bcdfghjklm".charAt(rest % 10));
        }
        return letters.toString();
    }
}
