package io.clio.privacy.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises IPv4 and IPv6 addresses (RFC 4291) that can name a host: not loopback, not the unspecified address, not a
 * network mask, and not a version number that is announced as one.
 */
final class IpDetector implements Detector {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile("(?<![A-Za-z0-9])(?<![0-9][.])" + OCTET + "(?:\\." + OCTET
            + "){3}(?![A-Za-z0-9])(?!\\.\\d)(?::\\d{1,5}|/\\d{1,2})?(?!\\d)");
    private static final Pattern NOBODY = Pattern.compile("(?:127\\.|0\\.0\\.0\\.0|255\\.).*+");
    private static final Pattern VERSION =
            Pattern.compile("(?:versions?|release|section|build|\\bv)[ :.]{0,3}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern V6 = Pattern.compile(
            "(?<![A-Za-z0-9:.])(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{4,39}+" + "(?:\\." + OCTET + "){0,3}(?![A-Za-z0-9:])");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int LONGEST_GROUP = 4;
    private static final int V4_DIGITS = 4;
    private static final int VERSION_WINDOW = 14;

    @Override
    public void find(Folded text, Sink sink) {
        if (text.has('.')) {
            findV4(text, sink);
        }
        if (text.has(':') && text.digits() > 0) {
            findV6(text.text(), sink);
        }
    }

    private static void findV4(Folded text, Sink sink) {
        DigitRegion.matches(text, V4_DIGITS, V4, match -> {
            int window = Math.max(0, match.start() - VERSION_WINDOW);
            boolean version = VERSION.matcher(text.text().substring(window, match.start()))
                    .find();
            if (!version && !NOBODY.matcher(match.group()).matches()) {
                sink.accept(Kinds.IP, match.start(), match.end());
            }
        });
    }

    private static void findV6(String text, Sink sink) {
        Matcher matcher = V6.matcher(text).useTransparentBounds(true);
        int colon = text.indexOf(':');
        while (colon >= 0) {
            int next = text.indexOf(':', colon + 1);
            boolean close = next >= 0 && next - colon <= LONGEST_GROUP + 1;
            if (close && matcher.region(groupStart(text, colon), text.length()).lookingAt() && isV6(matcher.group())) {
                sink.accept(Kinds.IP, matcher.start(), matcher.end());
                next = text.indexOf(':', matcher.end());
            }
            colon = next;
        }
    }

    private static int groupStart(String text, int colon) {
        int start = colon;
        while (start > 0 && colon - start < LONGEST_GROUP && Ascii.isAlnum(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Eight groups, or fewer around one double colon; enough of them that no scope operator or slice is taken. */
    private static boolean isV6(String candidate) {
        String address =
                candidate.contains(".") ? candidate.substring(0, candidate.lastIndexOf(':')) + ":0:0" : candidate;
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int groups = 0;
        for (String group : address.replaceFirst("::", ":").split(":", -1)) {
            if (!group.isEmpty()) {
                if (!GROUP.matcher(group).matches()) {
                    return false;
                }
                groups++;
            }
        }
        boolean closed = gap >= 0 || (!address.startsWith(":") && !address.endsWith(":"));
        boolean count = gap >= 0 ? groups >= 3 && groups <= 7 : groups == 8;
        return closed && count && candidate.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
