package io.clio.privacy.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the reviewed word lists that are bundled with the library: UTF-8, a word a line, {@code #} for comments. */
final class WordLists {
    private WordLists() {}

    /**
     * The words of all of several lists, folded.
     *
     * @param names the names of the lists, such as {@code generic-en}
     * @return their words; a list that does not exist has none
     */
    static Set<String> read(String... names) {
        return Stream.of(names).flatMap(name -> lines(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> lines(String name) {
        InputStream in = WordLists.class.getResourceAsStream(name + ".txt");
        if (in == null) {
            return Set.of();
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Words.fold(line.strip()))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled word list " + name, e);
        }
    }
}
