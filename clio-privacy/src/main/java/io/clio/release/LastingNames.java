package io.clio.release;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import io.clio.privacy.text.Token;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Names conversations and users by keyed hashes that are the same in each run under one ledger: a conversation by its
 * words, its time and its user, and of those that are equal in both by how many came before.
 */
final class LastingNames {
    private final HashFunction hash;
    private final long[] shown;
    private long[] contents = new long[64];
    private int conversations;
    private long[] users = new long[64];

    /**
     * Names under a ledger.
     *
     * @param hash gives them
     * @param shown the names of conversations that earlier releases counted
     */
    LastingNames(HashFunction hash, long[] shown) {
        this.hash = hash;
        this.shown = shown.clone();
        Arrays.sort(this.shown);
    }

    /**
     * The names of a run.
     *
     * @param ofRow for each row its name
     * @param ofUser for each user, by number, a name
     * @param shownBefore the rows that earlier releases counted
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Names(long[] ofRow, long[] ofUser, BitSet shownBefore) {
        static final Names NONE = new Names(new long[0], new long[0], new BitSet());
    }

    /** The words of one conversation; may be filled by another thread. */
    final class Content {
        private final Hasher words;

        private Content(long occasion) {
            words = hash.newHasher().putLong(occasion);
        }

        void add(List<Token> tokens, boolean byUser) {
            words.putBoolean(byUser).putInt(tokens.size());
            for (Token token : tokens) {
                words.putInt(token.folded().length()).putUnencodedChars(token.folded());
            }
        }

        long name() {
            return words.hash().asLong();
        }
    }

    Content newContent(long occasion) {
        return new Content(occasion);
    }

    /** Takes the next conversation. */
    void add(long content) {
        contents = grown(contents, conversations);
        contents[conversations++] = content;
    }

    /** Takes a user by his number. */
    void user(int number, String id) {
        users = grown(users, number);
        users[number] = hash.hashUnencodedChars("user:" + id).asLong();
    }

    /** Takes a conversation that counts as a user; its name is that of the conversation. */
    void nameless(int number) {
        users = grown(users, number);
        users[number] = 0;
    }

    private static long[] grown(long[] values, int index) {
        return index < values.length ? values : Arrays.copyOf(values, 2 * Math.max(index, values.length));
    }

    /**
     * The names of the conversations that entered the run.
     *
     * @param tickets for each row the number of its conversation, counted as they were added
     * @param userOfRow for each row the number of its user
     */
    Names of(int[] tickets, int[] userOfRow) {
        long[] ofUser = users.clone();
        long[] ofRow = new long[tickets.length];
        LongIds known = new LongIds();
        IntList times = new IntList();
        BitSet shownBefore = new BitSet(tickets.length);
        for (int row = 0; row < tickets.length; row++) {
            int user = userOfRow[row];
            long owner = user == EffectiveUsers.NONE ? 0 : users[user];
            long first = named(contents[tickets[row]], owner, 0);
            int id = known.add(first);
            if (id == times.size()) {
                times.add(0);
            }
            int before = times.get(id);
            times.set(id, before + 1);
            ofRow[row] = before == 0 ? first : named(contents[tickets[row]], owner, before);
            shownBefore.set(row, Arrays.binarySearch(shown, ofRow[row]) >= 0);
            // A conversation that counts as several has a name for each part; its user keeps the first.
            if (user != EffectiveUsers.NONE && users[user] == 0 && ofUser[user] == 0) {
                ofUser[user] = ofRow[row];
            }
        }
        return new Names(ofRow, ofUser, shownBefore);
    }

    private long named(long content, long owner, int before) {
        return hash.newHasher()
                .putLong(content)
                .putLong(owner)
                .putInt(before)
                .hash()
                .asLong();
    }
}
