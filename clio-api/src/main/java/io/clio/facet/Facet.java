package io.clio.facet;

import io.clio.conversation.SensitiveText;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A typed question that is asked of every conversation.
 *
 * @param name what the facet is called in results: a lower-case letter, then lower-case letters, digits, {@code _} or
 *     {@code -}; 40 characters at most
 * @param domain the values it can take
 * @param question what is asked, as a model or a reader would understand it
 * @param examples answers as they might be, for a model to see what is wanted; they go into its prompt
 * @param <T> the type of an answer
 */
public record Facet<T>(String name, Domain<T> domain, String question, List<String> examples) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    // Checks the name and copies the examples.
    public Facet {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a facet name must match " + NAME + ", got '" + name + "'");
        }
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(question, "question");
        examples = List.copyOf(examples);
    }

    /**
     * A facet without examples.
     *
     * @param name what the facet is called in results, as above
     * @param domain the values it can take
     * @param question what is asked
     */
    public Facet(String name, Domain<T> domain, String question) {
        this(name, domain, question, List.of());
    }

    /**
     * A facet whose answer is free text: it can be clustered and is never released as such.
     *
     * @param name the facet's name
     * @param question what is asked
     * @return the facet
     */
    public static Facet<SensitiveText> text(String name, String question) {
        return new Facet<>(name, new Domain.Text(), question);
    }

    /**
     * A facet whose answer is a whole number on a closed scale.
     *
     * @param name the facet's name
     * @param min the lowest score
     * @param max the highest score
     * @param question what is asked
     * @return the facet
     */
    public static Facet<Integer> score(String name, int min, int max, String question) {
        return new Facet<>(name, new Domain.Score(min, max), question);
    }

    /**
     * A facet whose answer is one of a few values that are known beforehand.
     *
     * @param name the facet's name
     * @param values the values
     * @param question what is asked
     * @return the facet
     */
    public static Facet<String> vocabulary(String name, List<String> values, String question) {
        return new Facet<>(name, new Domain.Vocabulary(values), question);
    }

    /**
     * A facet whose answer is a number of things, released in ranges.
     *
     * @param name the facet's name
     * @param lowerBounds the first number of each range, ascending; the last range is open
     * @param question what is asked
     * @return the facet
     */
    public static Facet<Integer> count(String name, List<Integer> lowerBounds, String question) {
        return new Facet<>(name, new Domain.Count(lowerBounds), question);
    }

    /**
     * A facet whose answer is a calendar month in UTC.
     *
     * @param name the facet's name
     * @param question what is asked
     * @return the facet
     */
    public static Facet<YearMonth> month(String name, String question) {
        return new Facet<>(name, new Domain.Month(), question);
    }

    /**
     * A facet whose answer is any number of short labels that come from the data.
     *
     * @param name the facet's name
     * @param question what is asked
     * @return the facet
     */
    public static Facet<List<String>> labels(String name, String question) {
        return new Facet<>(name, new Domain.Labels(), question);
    }

    /**
     * The same facet with other examples. It is another facet than the one without: answers to the one are none to the
     * other.
     *
     * @param answers answers as they might be, such as {@code "translate a text"}; invented ones, never a user's
     * @return the facet
     */
    public Facet<T> withExamples(String... answers) {
        return new Facet<>(name, domain, question, List.of(answers));
    }
}
