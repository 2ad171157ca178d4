package io.clio.privacy.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of words that tell what the number beside them is.
 *
 * <p>The words are folded as the text is, in lower case, upper case and title case, because folding does not commute
 * with case: Cyrillic capital Ve resembles an ASCII letter, the small one does not. Short words must stand alone.
 */
final class Cue {
    private static final int ALONE = 5;

    /** The words by their first char, in every case of it, so that a pattern runs only where a word may begin. */
    private final Map<Character, Pattern> words;

    private Cue(Map<Character, Pattern> words) {
        this.words = words;
    }

    /** Words separated by {@code '|'}. */
    static Cue of(String... lists) {
        List<String> forms = Arrays.stream(lists)
                .flatMap(list -> Stream.of(list.split("\\|", -1)))
                .flatMap(Cue::cases)
                .map(form -> Folded.of(form).text())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        Map<Character, Pattern> words = new HashMap<>();
        forms.stream()
                .collect(Collectors.groupingBy(form -> Character.toLowerCase(form.charAt(0))))
                .forEach((first, same) -> {
                    String any = same.stream().map(Cue::word).collect(Collectors.joining("|"));
                    Pattern pattern = Pattern.compile(any, Pattern.CASE_INSENSITIVE);
                    words.put(first, pattern);
                    words.put(Character.toUpperCase(first), pattern);
                });
        return new Cue(Map.copyOf(words));
    }

    private static Stream<String> cases(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int first = lower.offsetByCodePoints(0, 1);
        String title = lower.substring(0, first).toUpperCase(Locale.ROOT) + lower.substring(first);
        return Stream.of(lower, title, lower.toUpperCase(Locale.ROOT));
    }

    private static String word(String folded) {
        String quoted = Pattern.quote(folded).replace(" ", "\\E[ _-]{0,2}\\Q");
        boolean alone = folded.length() < ALONE && Ascii.isLetter(folded.charAt(folded.length() - 1));
        return alone ? quoted + "(?![A-Za-z])" : quoted;
    }

    /** The end of the last cue word in the window before {@code start}, or -1. */
    int lastEndBefore(Folded text, int start, int window) {
        int end = -1;
        for (int i = Math.max(0, start - window); i < start; i++) {
            int found = wordEnd(text.text(), i, start);
            end = found >= 0 ? found : end;
        }
        return end;
    }

    /** Whether a cue word lies in the window before {@code start} or in the window after {@code end}. */
    boolean near(Folded text, int start, int end, int before, int after) {
        return within(text.text(), Math.max(0, start - before), start)
                || within(text.text(), end, Math.min(text.text().length(), end + after));
    }

    private boolean within(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (wordEnd(text, i, end) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The end of the cue word that begins at {@code i}, or -1. */
    private int wordEnd(String text, int i, int limit) {
        char c = text.charAt(i);
        boolean inWord = Ascii.isLetter(c) && i > 0 && Ascii.isLetter(text.charAt(i - 1));
        Pattern pattern = inWord ? null : words.get(c);
        if (pattern == null) {
            return -1;
        }
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).region(i, limit);
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
