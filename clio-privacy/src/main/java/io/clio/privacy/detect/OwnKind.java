package io.clio.privacy.detect;

import io.clio.spi.Recognizer;
import java.util.ArrayList;
import java.util.List;

/** Asks a recogniser of the user's own, and takes nothing that it says on trust. */
final class OwnKind {
    private final String kind;
    private final Recognizer recognizer;

    OwnKind(Recognizer recognizer) {
        this.kind = recognizer.kind();
        this.recognizer = recognizer;
        Finding.requireKind(kind);
    }

    String kind() {
        return kind;
    }

    /**
     * What it finds in a text as it is written, and in the folded text.
     *
     * @throws RecognizerFailedException if it fails, or finds what cannot be
     */
    List<Finding> find(String original, Folded folded) {
        List<Finding> found = new ArrayList<>();
        for (Recognizer.Span span : ask(original)) {
            found.add(new Finding(kind, span.start(), span.end()));
        }
        if (!folded.text().equals(original)) {
            for (Recognizer.Span span : ask(folded.text())) {
                found.add(new Finding(kind, folded.originalStart(span.start()), folded.originalEnd(span.end())));
            }
        }
        return found;
    }

    private List<Recognizer.Span> ask(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            List<Recognizer.Span> taken = new ArrayList<>();
            for (Recognizer.Span span : recognizer.find(text)) {
                if (taken.size() == text.length()) {
                    throw new RecognizerFailedException(kind, "more places than characters");
                }
                if (span.end() > text.length() || divides(text, span.start()) || divides(text, span.end())) {
                    throw new RecognizerFailedException(kind, "a place that is not in the text");
                }
                taken.add(span);
            }
            return taken;
        } catch (RecognizerFailedException e) {
            throw e;
        } catch (Throwable e) { // errors too: their messages may quote the text
            throw new RecognizerFailedException(kind, e.getClass().getSimpleName());
        }
    }

    private static boolean divides(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
