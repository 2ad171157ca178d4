package io.clio.privacy.detect;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces identifiers by placeholders such as {@code [email]}.
 *
 * <p>The result contains no finding outside placeholders, so redacting again changes nothing; a text without findings
 * comes back as it is. Deterministic and thread-safe.
 */
public final class Redactor {
    /** The placeholders of the standard kinds, for tokenizers to skip. */
    public static final Set<String> PLACEHOLDERS =
            Kinds.STANDARD.stream().map(Redactor::placeholder).collect(Collectors.toUnmodifiableSet());

    private static final Redactor STANDARD = new Redactor(Detectors.standard());

    /** Chars of the longest placeholder: farther from a finding none is looked for. */
    private static final int LONGEST = 34;

    private final Detectors detectors;
    /** Of the kinds of these detectors alone: what others write in brackets is text. */
    private final Pattern placeholder;

    /**
     * Builds a redactor.
     *
     * @param detectors what to replace
     */
    public Redactor(Detectors detectors) {
        this.detectors = detectors;
        this.placeholder = Pattern.compile("\\[(?:" + String.join("|", detectors.kinds()) + ")\\]");
    }

    /**
     * Gives the redactor of the standard detectors.
     *
     * @return the standard redactor
     */
    public static Redactor standard() {
        return STANDARD;
    }

    /**
     * Names the placeholder of a kind.
     *
     * @param kind lower-case words
     * @return the kind in square brackets
     * @throws IllegalArgumentException if the kind is malformed
     */
    public static String placeholder(String kind) {
        Finding.requireKind(kind);
        return "[" + kind + "]";
    }

    /**
     * Replaces each finding.
     *
     * @param text any text
     * @return the text with placeholders in place of identifiers
     * @throws RecognizerFailedException if a recogniser of one's own fails
     */
    public String redact(String text) {
        String before = text;
        String after = redactOnce(before);
        // A replacement can bring the rest of a number next to a cue word. Each round that changes the text removes
        // characters that belong to no placeholder, so the rounds end.
        while (!after.equals(before)) {
            before = after;
            after = redactOnce(before);
        }
        return after;
    }

    private String redactOnce(String text) {
        List<Finding> findings = detectors.find(text);
        if (findings.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        Matcher placeholders = placeholder.matcher(text);
        int copied = 0;
        for (Finding finding : findings) {
            Finding whole = aroundPlaceholders(finding, placeholders, text.length());
            int start = Math.max(copied, whole.start());
            if (start >= whole.end() || isPlaceholder(text, start, whole.end())) {
                continue;
            }
            redacted.append(text, copied, start).append(placeholder(finding.kind()));
            copied = whole.end();
        }
        return redacted.append(text, copied, text.length()).toString();
    }

    /** Widens a finding that cuts a placeholder to the whole of it. */
    private static Finding aroundPlaceholders(Finding finding, Matcher placeholders, int length) {
        int start = finding.start();
        int end = finding.end();
        placeholders.region(Math.max(0, start - LONGEST), Math.min(length, end + LONGEST));
        while (placeholders.find() && placeholders.start() < end) {
            if (placeholders.end() > start) {
                start = Math.min(start, placeholders.start());
                end = Math.max(end, placeholders.end());
            }
        }
        return new Finding(finding.kind(), start, end);
    }

    private boolean isPlaceholder(String text, int start, int end) {
        return placeholder.matcher(text).region(start, end).matches();
    }
}
