package io.clio.model;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.conversation.SensitiveText;
import io.clio.prompt.Quoted;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts as a list between tags, a line each, and no more of them than there is room for. Room is counted in bytes of
 * UTF-8, of which about four make a token, whatever the script. A line that is there already is left out. Braces become
 * round brackets, so that nothing in the list looks like an answer when a model repeats it. Confined to one thread.
 */
final class Listing {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final String CUT = "…";
    private static final int ASCII = 0x80;
    private static final int TWO_BYTES = 0x800;
    private static final int THREE_BYTES = 0x10000;

    private final String tag;
    private final int longest;
    private final Set<String> lines = new LinkedHashSet<>();
    private int room;

    private Listing(String tag, int longest, int room) {
        this.tag = tag;
        this.longest = longest;
        this.room = room;
    }

    /**
     * An empty list.
     *
     * @param tag what stands around it
     * @param longest bytes of a text that are shown
     */
    static Listing of(String tag, int longest) {
        return new Listing(tag, longest, Integer.MAX_VALUE);
    }

    /** The same, empty, with so many bytes for all texts together. */
    Listing withRoom(int bytes) {
        return new Listing(tag, longest, bytes);
    }

    /** Adds texts as long as there is room. */
    Listing addAll(Iterable<SensitiveText> texts) {
        for (SensitiveText text : texts) {
            if (!add("-", text)) {
                break;
            }
        }
        return this;
    }

    /**
     * Adds a text behind a label.
     *
     * @return false if there is no room for it
     */
    @CanIgnoreReturnValue
    boolean add(String label, SensitiveText text) {
        String line = cut(SPACE.matcher(text.reveal())
                .replaceAll(" ")
                .strip()
                .replace('{', '(')
                .replace('}', ')'));
        int size = bytes(line);
        if (size > room) {
            return false;
        }
        if (!line.isEmpty() && lines.add(label + " " + line)) {
            room -= size;
        }
        return true;
    }

    private String cut(String line) {
        int size = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            size += bytes(line.codePointAt(at));
            if (size > longest) {
                return line.substring(0, at).stripTrailing() + CUT;
            }
        }
        return line;
    }

    private static int bytes(String line) {
        return line.codePoints().map(Listing::bytes).sum();
    }

    private static int bytes(int code) {
        if (code < ASCII) {
            return 1;
        }
        return code < TWO_BYTES ? 2 : code < THREE_BYTES ? 3 : 4;
    }

    /** The list; nothing at all if it is empty. */
    Quoted quoted() {
        return lines.isEmpty()
                ? Quoted.nothing()
                : Quoted.of(tag, SensitiveText.of("\n" + String.join("\n", lines) + "\n"));
    }
}
