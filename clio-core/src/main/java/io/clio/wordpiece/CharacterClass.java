package io.clio.wordpiece;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What BERT's basic tokenizer does with a character.
 *
 * <p>The classes are those of the reference implementation, which stays with one old version of Unicode. They come from
 * a table and not from {@link Character}, so that every JDK splits a text alike. Immutable and thread-safe.
 */
enum CharacterClass {
    /** Belongs to a word. */
    WORD,
    /** Vanishes: a control, a format character, an accent, half a surrogate pair. */
    DROP,
    /** Ends a word and vanishes. */
    SPACE,
    /** Is a word of its own: punctuation and Chinese characters. */
    ALONE;

    private static final String TABLE = "bert-characters.txt";
    private static final int ASCII = 0x80;

    private static final class Ranges {
        private static final int[] FIRST;
        private static final int[] LAST;
        private static final CharacterClass[] CLASS;
        private static final CharacterClass[] BY_ASCII = new CharacterClass[ASCII];

        static {
            String[] lines = lines();
            FIRST = new int[lines.length];
            LAST = new int[lines.length];
            CLASS = new CharacterClass[lines.length];
            for (int i = 0; i < lines.length; i++) {
                String[] fields = lines[i].split(" ", -1);
                CLASS[i] = valueOf(fields[0].toUpperCase(Locale.ROOT));
                FIRST[i] = Integer.parseInt(fields[1], 16);
                LAST[i] = Integer.parseInt(fields[2], 16);
            }
            for (int c = 0; c < ASCII; c++) {
                BY_ASCII[c] = search(c);
            }
        }

        private static String[] lines() {
            InputStream table = CharacterClass.class.getResourceAsStream(TABLE);
            if (table == null) {
                throw new IllegalStateException("resource " + TABLE + " is missing");
            }
            try (var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
                return reader.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static CharacterClass search(int codePoint) {
            int found = Arrays.binarySearch(FIRST, codePoint);
            int range = found >= 0 ? found : -found - 2;
            return range >= 0 && codePoint <= LAST[range] ? CLASS[range] : WORD;
        }
    }

    /**
     * Looks up a character that has no canonical decomposition.
     *
     * @param codePoint the character, in lower case
     * @return its class
     */
    static CharacterClass of(int codePoint) {
        return codePoint < ASCII ? Ranges.BY_ASCII[codePoint] : Ranges.search(codePoint);
    }
}
