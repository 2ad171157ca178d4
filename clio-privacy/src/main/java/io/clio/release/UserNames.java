package io.clio.release;

import com.google.common.hash.HashFunction;
import io.clio.privacy.text.GenericWords;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import java.util.List;

/**
 * Recognises the user ids of a run where they stand in a text as words, however many wrote those words (I6). Holds
 * keyed hashes.
 *
 * <p>Too short to be told from ordinary text are: ids of more than {@value #MOST_WORDS} words, a generic word, one or
 * two characters, and numbers of up to four digits.
 */
final class UserNames {
    private static final int MOST_WORDS = 6;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_NUMBER = 5;

    private final HashFunction hash;
    private final LongIds names = new LongIds();

    UserNames(HashFunction hash) {
        this.hash = hash;
    }

    void add(String id) {
        List<Token> words = Words.of(id);
        if (words.isEmpty()
                || words.size() > MOST_WORDS
                || (words.size() == 1 && isOrdinary(words.get(0).folded()))) {
            return;
        }
        names.add(hashOf(words));
    }

    private static boolean isOrdinary(String word) {
        boolean number = word.chars().allMatch(Character::isDigit);
        return word.length() < (number ? SHORTEST_NUMBER : SHORTEST) || GenericWords.contains(word);
    }

    boolean in(List<Token> text) {
        for (int from = 0; from < text.size(); from++) {
            for (int to = from + 1; to <= Math.min(text.size(), from + MOST_WORDS); to++) {
                if (names.get(hashOf(text.subList(from, to))) != LongIds.NONE) {
                    return true;
                }
            }
        }
        return false;
    }

    private long hashOf(List<Token> words) {
        StringBuilder name = new StringBuilder("name:");
        words.forEach(word -> name.append(word.folded()).append(' '));
        return hash.hashUnencodedChars(name).asLong();
    }
}
