package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Domain;
import io.clio.language.LanguageCodes;
import io.clio.model.Form.MisfitException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @SuppressWarnings("unchecked") // the domain says what a value is
    static <T> Notation<T> of(Domain<T> domain) {
        if (domain instanceof Domain.Text) {
            return (Notation<T>) new Text();
        } else if (domain instanceof Domain.Score score) {
            return (Notation<T>) new Whole(score, List.of(score.min(), score.max()));
        } else if (domain instanceof Domain.Count count) {
            return (Notation<T>) new Whole(count, count.lowerBounds().subList(0, 1));
        } else if (domain instanceof Domain.Vocabulary vocabulary) {
            return (Notation<T>) new Word(vocabulary.values());
        } else if (domain instanceof Domain.Month month) {
            return (Notation<T>) new Month(month);
        }
        return (Notation<T>) new Labels();
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

    private static String collapsed(String text) {
        return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
    }

    static boolean isNothing(String text) {
        return NOTHING.contains(text.toLowerCase(Locale.ROOT));
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static ObjectNode type(String name) {
        return JSON.objectNode().put("type", name);
    }

    private static final class Text extends Notation<SensitiveText> {
        private static final int TOKENS = 150;

        @Override
        ObjectNode schema() {
            return type("string");
        }

        @Override
        String words() {
            return "";
        }

        @Override
        String expected() {
            return "a text";
        }

        @Override
        int tokens() {
            return TOKENS;
        }

        @Override
        Optional<SensitiveText> read(JsonNode json) throws MisfitException {
            String text = plain(json);
            return isNothing(text) ? Optional.empty() : Optional.of(SensitiveText.of(cut(text, LONGEST_TEXT)));
        }
    }

    /** A score, or how many there are of something. */
    private static final class Whole extends Notation<Integer> {
        private static final int TOKENS = 8;
        /** Longer scales are not written into the schema value by value. */
        private static final int LONGEST_SCALE = 20;

        private final Domain<Integer> domain;
        private final List<Integer> bounds;

        /** Bounds are the least number, and the greatest if there is one. */
        Whole(Domain<Integer> domain, List<Integer> bounds) {
            this.domain = domain;
            this.bounds = bounds;
        }

        @Override
        ObjectNode schema() {
            ObjectNode schema = JSON.objectNode();
            schema.putArray("type").add("integer").add("null");
            if (isScale() && (long) bounds.get(1) - bounds.get(0) < LONGEST_SCALE) {
                ArrayNode values = schema.putArray("enum");
                for (int value = bounds.get(0); value <= bounds.get(1); value++) {
                    values.add(value);
                }
                values.addNull();
            }
            return schema;
        }

        private boolean isScale() {
            return bounds.size() == 2;
        }

        @Override
        String words() {
            return isScale() ? bounds.get(0) + " to " + bounds.get(1) : "whole number";
        }

        @Override
        String expected() {
            String from = isScale() ? " from " + words() : ", at least " + bounds.get(0);
            return "a whole number" + from + ", or null";
        }

        @Override
        int tokens() {
            return TOKENS;
        }

        @Override
        Optional<Integer> read(JsonNode json) throws MisfitException {
            String text = plain(json);
            if (isNothing(text)) {
                return Optional.empty();
            }
            int value;
            try {
                value = new BigDecimal(cut(text, LONGEST_LABEL)).intValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw misfit();
            }
            if (!domain.contains(value)) {
                throw misfit();
            }
            return Optional.of(value);
        }
    }

    /** One of a vocabulary, in any case; a language also by its name. */
    private static final class Word extends Notation<String> {
        private static final int TOKENS = 16;

        private final List<String> values;
        private final boolean isLanguage;

        Word(List<String> values) {
            this.values = values;
            this.isLanguage = values.equals(LanguageCodes.all());
        }

        private boolean isListed() {
            return values.size() <= LONGEST_LIST;
        }

        @Override
        ObjectNode schema() {
            ObjectNode schema = type("string");
            if (isListed()) {
                ArrayNode listed = schema.putArray("enum");
                values.forEach(listed::add);
                if (!values.contains("")) {
                    listed.add("");
                }
            }
            return schema;
        }

        @Override
        String words() {
            return isListed()
                    ? values.stream()
                            .map(value -> JSON.textNode(value).toString())
                            .collect(Collectors.joining(", ", "one of ", ""))
                    : "";
        }

        @Override
        String expected() {
            return (isListed() ? words() : "one of the values that its question means") + ", or \"\"";
        }

        @Override
        int tokens() {
            return TOKENS
                    + (isListed()
                            ? values.stream().mapToInt(String::length).max().orElse(0)
                            : 0);
        }

        @Override
        Optional<String> read(JsonNode json) throws MisfitException {
            String text = plain(json);
            Optional<String> value = values.contains(text)
                    ? Optional.of(text)
                    : values.stream()
                            .filter(known -> collapsed(known).equalsIgnoreCase(text))
                            .findFirst();
            if (value.isEmpty() && isLanguage) {
                value = LanguageCodes.of(text);
            }
            if (value.isEmpty() && !isNothing(text)) {
                throw misfit();
            }
            return value;
        }
    }

    private static final class Month extends Notation<YearMonth> {
        private static final int TOKENS = 12;
        private static final int YEAR_AND_MONTH = 7;

        private final Domain.Month domain;

        Month(Domain.Month domain) {
            this.domain = domain;
        }

        @Override
        ObjectNode schema() {
            return type("string");
        }

        @Override
        String words() {
            return "YYYY-MM";
        }

        @Override
        String expected() {
            return "a month as YYYY-MM, or \"\"";
        }

        @Override
        int tokens() {
            return TOKENS;
        }

        @Override
        Optional<YearMonth> read(JsonNode json) throws MisfitException {
            String text = plain(json);
            if (isNothing(text)) {
                return Optional.empty();
            }
            try {
                YearMonth month = YearMonth.parse(cut(text, YEAR_AND_MONTH));
                if (domain.contains(month)) {
                    return Optional.of(month);
                }
            } catch (DateTimeException e) {
                // The same as a month that is out of the domain.
            }
            throw misfit();
        }
    }

    private static final class Labels extends Notation<List<String>> {
        private static final int TOKENS = 120;
        /** Those after are left out. */
        private static final int MOST = 10;

        @Override
        ObjectNode schema() {
            ObjectNode schema = type("array");
            schema.set("items", type("string"));
            return schema;
        }

        @Override
        String words() {
            return "list of at most " + MOST + " short texts";
        }

        @Override
        String expected() {
            return "a list of short texts";
        }

        @Override
        int tokens() {
            return TOKENS;
        }

        @Override
        Optional<List<String>> read(JsonNode json) throws MisfitException {
            List<String> labels = new ArrayList<>();
            for (JsonNode item : json.isArray() ? json : JSON.arrayNode().add(json)) {
                String label = cut(plain(item), LONGEST_LABEL);
                if (!isNothing(label) && !labels.contains(label) && labels.size() < MOST) {
                    labels.add(label);
                }
            }
            return labels.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(labels));
        }
    }
}
