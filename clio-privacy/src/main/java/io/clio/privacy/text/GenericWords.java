package io.clio.privacy.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that say nothing about anybody, from reviewed lists that are bundled with the library and independent of any
 * data: function words of many languages, and the words in which one describes what people ask.
 *
 * <p>Immutable and thread-safe.
 */
public final class GenericWords {
    private static final List<String> LANGUAGES = List.of(
            "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "no",
            "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh");
    private static final Set<String> FUNCTION_WORDS = load("stopwords-");
    private static final Set<String> WORDS = load("generic-");
    /** No generic word of a script without spaces is longer. */
    private static final int LONGEST_GLUED = 8;

    private GenericWords() {}

    /**
     * Says whether a word is generic.
     *
     * @param folded a folded word
     * @return true if it may stand in released text whoever wrote it
     */
    public static boolean contains(String folded) {
        return FUNCTION_WORDS.contains(folded) || WORDS.contains(folded);
    }

    /**
     * Says whether a word only serves grammar, so that no phrase should begin or end with it.
     *
     * @param folded a folded word
     * @return true if it is a function word of some language
     */
    public static boolean isFunctionWord(String folded) {
        return FUNCTION_WORDS.contains(folded);
    }

    /**
     * How many glued tokens from here on make up a generic word, longest first.
     *
     * @param tokens tokens of a text
     * @param from the index of a glued token
     * @param end where the run of neighbouring glued tokens ends, exclusive
     * @return the number of tokens, or 0 if no generic word begins here
     */
    static int matchGlued(List<Token> tokens, int from, int end) {
        StringBuilder word = new StringBuilder();
        int longest = 0;
        for (int i = from; i < end && i - from < LONGEST_GLUED; i++) {
            word.append(tokens.get(i).folded());
            if (contains(word.toString())) {
                longest = i + 1 - from;
            }
        }
        return longest;
    }

    private static Set<String> load(String prefix) {
        return LANGUAGES.stream()
                .flatMap(language -> lines(prefix + language + ".txt").stream())
                .map(Words::fold)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> lines(String resource) {
        InputStream in = GenericWords.class.getResourceAsStream(resource);
        if (in == null) {
            return List.of();
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled word list " + resource, e);
        }
    }
}
