package io.clio.privacy.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the reviewed word lists that are bundled with the library: UTF-8, a word a line, {@code #} for comments. */
final class WordLists {
    private WordLists() {}

    /**
     * The words of a list, folded.
     *
     * @param name the name of the list, such as {@code generic-en}
     * @return its words; none if there is no such list
     */
    static Set<String> read(String name) {
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
