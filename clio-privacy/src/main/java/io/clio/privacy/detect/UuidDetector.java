package io.clio.privacy.detect;

import java.util.regex.Pattern;

/** Recognises UUIDs in the hyphenated form (RFC 9562), except the nil UUID. */
final class UuidDetector implements Detector {
    private static final Pattern SHAPE = Pattern.compile("(?<![0-9A-Za-z])(?!00000000-0000-0000-0000-000000000000)"
            + "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])");
    private static final int LENGTH = 36;

    @Override
    public void find(Folded text, Sink sink) {
        if (text.has('-')) {
            LongRun.matches(text, LENGTH, SHAPE, match -> sink.accept(Kinds.UUID, match.start(), match.end()));
        }
    }
}
