package io.clio.privacy.detect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    private final Pattern words;

    private Cue(Pattern words) {
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
        String any = forms.stream().map(Cue::word).collect(Collectors.joining("|"));
        return new Cue(Pattern.compile("(?<![A-Za-z])(?:" + any + ")", Pattern.CASE_INSENSITIVE));
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
        Matcher matcher = matcher(text, Math.max(0, start - window), start);
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }

    /** Whether a cue word lies in the window before {@code start} or in the window after {@code end}. */
    boolean near(Folded text, int start, int end, int before, int after) {
        return matcher(text, Math.max(0, start - before), start).find()
                || matcher(text, end, Math.min(text.text().length(), end + after))
                        .find();
    }

    private Matcher matcher(Folded text, int start, int end) {
        return words.matcher(text.text()).useTransparentBounds(true).region(start, end);
    }
}
