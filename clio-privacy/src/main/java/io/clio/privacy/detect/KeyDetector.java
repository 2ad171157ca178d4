package io.clio.privacy.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises API keys, access tokens and private keys by the prefixes that their issuers publish. */
final class KeyDetector implements Detector {
    private static final Pattern PREFIXED = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?:sk|pk|rk)[-_](?:live[-_]|test[-_]|proj-|ant-|or-)?[A-Za-z0-9_-]{16,200}+"
            + "|gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_[A-Za-z0-9_]{20,255}+|glpat-[A-Za-z0-9_-]{16,64}+"
            + "|(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}(?![0-9A-Za-z])"
            + "|xox[abeoprs]-[A-Za-z0-9-]{10,255}+|xapp-[A-Za-z0-9-]{10,255}+"
            + "|AIza[0-9A-Za-z_-]{30,40}+|ya29\\.[0-9A-Za-z_-]{20,400}+|GOCSPX-[0-9A-Za-z_-]{20,40}+"
            + "|eyJ[A-Za-z0-9_-]{8,4000}+\\.[A-Za-z0-9_-]{8,4000}+(?:\\.[A-Za-z0-9_-]{0,4000}+)?"
            + "|SG\\.[A-Za-z0-9_-]{16,64}+\\.[A-Za-z0-9_-]{16,64}+"
            + "|(?:npm|hf|dop_v1|shpat|shpss|pat|key)_[A-Za-z0-9]{24,100}+|pypi-[A-Za-z0-9_-]{30,300}+"
            + "|whsec_[A-Za-z0-9]{20,64}+|SK[0-9a-f]{32}(?![0-9A-Za-z])|AC[0-9a-f]{32}(?![0-9A-Za-z])"
            + ")");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----" + "[A-Za-z0-9+/=\\s:,.-]{0,20000}+");
    private static final int SHORTEST = 15;

    @Override
    public void find(Folded text, Sink sink) {
        LongRun.matches(text, SHORTEST, PREFIXED, match -> {
            if (match.group().chars().anyMatch(c -> c >= '0' && c <= '9')) {
                sink.accept(Kinds.KEY, match.start(), match.end());
            }
        });
        if (text.text().contains("PRIVATE KEY")) {
            findPem(text.text(), sink);
        }
    }

    /** From the header to the end line, or as far as key material goes where the end line is missing. */
    private static void findPem(String text, Sink sink) {
        Matcher matcher = PEM.matcher(text);
        while (matcher.find()) {
            int end = text.indexOf("-----END", matcher.start());
            int close = end < 0 || end > matcher.end() ? -1 : text.indexOf("KEY", end);
            sink.accept(Kinds.KEY, matcher.start(), close < 0 ? matcher.end() : Math.max(matcher.end(), close + 3));
        }
    }
}
