package io.clio.release;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits text into words without the tokenizer of the gate: regular expressions, and pairs of Han characters. */
final class PlainWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['\u2019]\\p{L}+)*");
    private static final Pattern TOKEN = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final Set<String> GENERIC = generic();

    private PlainWords() {}

    /** What a title says and has to be supported: words without plural endings, pairs of Han characters. */
    static Set<String> telling(String text) {
        return words(text, false);
    }

    /** What a member's text supports. */
    static Set<String> supported(String text) {
        return words(text, true);
    }

    /** All telling words one after the other, as often as they occur. */
    static List<String> inOrder(String text) {
        List<String> words = new ArrayList<>();
        gather(text, false, words);
        return words;
    }

    /** All words as they stand; each Han character is one. */
    static List<String> asTheyStand(String text) {
        return TOKEN.matcher(folded(text)).results().map(MatchResult::group).toList();
    }

    private static Set<String> words(String text, boolean raw) {
        Set<String> words = new LinkedHashSet<>();
        gather(text, raw, words);
        return words;
    }

    private static void gather(String text, boolean raw, Collection<String> words) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = folded(matcher.group());
            if (HAN.matcher(word).find()) {
                HAN.matcher(word).results().forEach(run -> words.addAll(pairs(run.group())));
            } else if (raw || !GENERIC.contains(word)) {
                words.add(singular(word));
            }
        }
    }

    private static List<String> pairs(String run) {
        return run.length() == 1
                ? List.of(run)
                : java.util.stream.IntStream.range(0, run.length() - 1)
                        .mapToObj(i -> run.substring(i, i + 2))
                        .toList();
    }

    static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String singular(String word) {
        String bare = word.replaceFirst("['\u2019]s$", "");
        return bare.length() > 3 ? bare.replaceFirst("ies$", "y").replaceFirst("s$", "") : bare;
    }

    private static Set<String> generic() {
        try (InputStream in = PlainWords.class.getResourceAsStream("/io/clio/privacy/text/generic-en.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toCollection(HashSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
