package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import io.clio.facet.Domain;
import io.clio.model.Form.MisfitException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a value of a domain is written in an answer. A text that is empty, or says that there is none, and null are no
 * value; all else that does not lie in the domain is a misfit.
 *
 * @param <T> the type of a value
 */
abstract class Notation<T> {
    /** Characters of a text; the rest is cut off. */
    static final int LONGEST_TEXT = 400;

    static final int LONGEST_LABEL = 100;
    /** A longer vocabulary is not written into schema and prompt. */
    static final int LONGEST_LIST = 50;

    private static final Set<String> NOTHING = Set.of("", "null", "none", "n/a", "not applicable");
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @SuppressWarnings("unchecked") // the domain says what a value is
    static <T> Notation<T> of(Domain<T> domain) {
        if (domain instanceof Domain.Text) {
            return (Notation<T>) new TextNotation();
        } else if (domain instanceof Domain.Score score) {
            return (Notation<T>) new WholeNotation(score, List.of(score.min(), score.max()));
        } else if (domain instanceof Domain.Count count) {
            return (Notation<T>) new WholeNotation(count, count.lowerBounds().subList(0, 1));
        } else if (domain instanceof Domain.Vocabulary vocabulary) {
            return (Notation<T>) new WordNotation(vocabulary.values());
        } else if (domain instanceof Domain.Month month) {
            return (Notation<T>) new MonthNotation(month);
        }
        return (Notation<T>) new LabelsNotation();
    }

    /** Its JSON schema. */
    abstract ObjectNode schema();

    /** The same in words, as they follow the name of a field; empty for a text. */
    abstract String words();

    /** What is said of a value that does not fit: it must be this. */
    abstract String expected();

    /** About how many tokens a value has at most. */
    abstract int tokens();

    /**
     * Reads a value.
     *
     * @return the value, or nothing if there is none
     * @throws MisfitException if it is not of the domain; the message is {@link #expected()}
     */
    abstract Optional<T> read(JsonNode json) throws MisfitException;

    final MisfitException misfit() {
        return new MisfitException(expected());
    }

    /** The words of a value that is no list and no object, without white space around them. */
    final String plain(JsonNode json) throws MisfitException {
        if (json.isNull()) {
            return "";
        }
        if (!json.isValueNode()) {
            throw misfit();
        }
        return collapsed(json.asText());
    }

    /** Without white space around it, and with one blank where there is more within. */
    static String collapsed(String text) {
        return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
    }

    /** Whether a text says that there is no value. */
    static boolean isNothing(String text) {
        return NOTHING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The first so many characters; none is cut in two. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** A schema of a type. */
    static ObjectNode type(String name) {
        return JSON.objectNode().put("type", name);
    }
}
