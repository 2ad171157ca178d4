package io.clio.langdetect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The common short words of languages that share a script with others. Immutable and thread-safe. */
final class CommonWords {
    private static final String FILE = "common-words.txt";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}'’-]+");

    private final Map<String, List<String>> languagesOf = new HashMap<>();

    private CommonWords() {}

    static CommonWords read() {
        CommonWords words = new CommonWords();
        InputStream in = CommonWords.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException("the bundled file " + FILE + " is missing");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled file " + FILE, e);
        }
        return words;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String language = line.substring(0, colon);
        SPACES.splitAsStream(line.substring(colon + 1).strip())
                .distinct()
                .forEach(word -> languagesOf
                        .computeIfAbsent(word, unused -> new ArrayList<>())
                        .add(language));
    }

    /** How often a text uses words of each language that has any. */
    Map<String, Integer> count(String prose) {
        Map<String, Integer> counts = new HashMap<>();
        words(prose)
                .forEach(word -> languagesOf
                        .getOrDefault(word, List.of())
                        .forEach(language -> counts.merge(language, 1, Integer::sum)));
        return counts;
    }

    /** Which part of a text's words are common words of any language; 0 if it has no words. */
    double share(String prose) {
        List<String> words = words(prose);
        long common = words.stream().filter(languagesOf::containsKey).count();
        return words.isEmpty() ? 0 : (double) common / words.size();
    }

    private static List<String> words(String prose) {
        return NO_WORD.splitAsStream(prose.toLowerCase(Locale.ROOT).replace('’', '\''))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
