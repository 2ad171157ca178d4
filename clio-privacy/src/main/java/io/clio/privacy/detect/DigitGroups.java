package io.clio.privacy.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A sequence of digit groups with one separator, or two, between neighbours, as numbers are written for people. */
final class DigitGroups {
    /** Groups joined by spaces, hyphens, dots, slashes and parentheses. */
    static final Pattern SHAPE =
            Pattern.compile("(?<![0-9A-Za-z])\\(?\\d++(?:(?: |[ ]?[-./()][-()]? ?)\\d++)*+(?![0-9A-Za-z])");

    private static final int MOST = 64;

    private final String text;
    private final List<int[]> groups = new ArrayList<>();

    private DigitGroups(String text) {
        this.text = text;
    }

    /** The groups of a match of {@link #SHAPE}. */
    static DigitGroups of(String text, MatchResult match) {
        DigitGroups found = new DigitGroups(text);
        int start = -1;
        for (int i = match.start(); i <= match.end(); i++) {
            boolean digit = i < match.end() && Ascii.isDigit(text.charAt(i));
            if (digit && start < 0) {
                start = i;
            } else if (!digit && start >= 0) {
                found.groups.add(new int[] {start, i});
                start = -1;
            }
        }
        return found;
    }

    int size() {
        return groups.size();
    }

    /** The number of digits in all groups. */
    int total() {
        return groups.stream().mapToInt(group -> group[1] - group[0]).sum();
    }

    int start(int group) {
        return groups.get(group)[0];
    }

    int end(int group) {
        return groups.get(group)[1];
    }

    int length(int group) {
        return end(group) - start(group);
    }

    String group(int group) {
        return text.substring(start(group), end(group));
    }

    /** The digits of groups {@code from} to {@code to}, inclusive. */
    String digits(int from, int to) {
        return Ascii.digitsOf(text.substring(start(from), Math.min(end(to), start(from) + 4 * MOST)));
    }

    /** Groups {@code from} to {@code to}, inclusive, as they are written. */
    String span(int from, int to) {
        return text.substring(start(from), end(to));
    }

    /** Whether a group ends a quantity. */
    boolean isFollowedByUnit(int group) {
        return Units.follow(text, end(group));
    }

    /** What stands between a group and the next. */
    String separator(int group) {
        return text.substring(end(group), start(group + 1));
    }
}
