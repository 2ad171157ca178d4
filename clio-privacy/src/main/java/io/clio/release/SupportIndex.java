package io.clio.release;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.privacy.text.Terms;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the release gate may ask about raw text after the text is gone: over a set of rows, how many users there are,
 * and how many of them wrote a term.
 *
 * <p>Holds keyed hashes of users and of terms under a key that is drawn for each index and kept nowhere, and answers in
 * counts. A row is a conversation in canonical order. Immutable and thread-safe.
 */
public final class SupportIndex {
    private static final int NOBODY = -1;

    private final HashFunction hash;
    private final int[] users;
    private final int[][] terms;
    private final Map<Long, Integer> termIds;

    private SupportIndex(HashFunction hash, int[] users, int[][] terms, Map<Long, Integer> termIds) {
        this.hash = hash;
        this.users = users;
        this.terms = terms;
        this.termIds = termIds;
    }

    /**
     * A builder under a fresh random key.
     *
     * @param policy says whether a conversation without a user id counts as a user
     * @return the builder
     */
    public static Builder builder(PrivacyPolicy policy) {
        return new Builder(policy.eachConversationIsAUser());
    }

    /**
     * How many conversations the index knows.
     *
     * @return the number of rows
     */
    public int rows() {
        return users.length;
    }

    /**
     * How many distinct users stand behind some rows.
     *
     * @param rows the rows
     * @return the number of users; rows of unknown subjects do not count
     */
    public int usersOf(int[] rows) {
        BitSet seen = new BitSet();
        for (int row : rows) {
            if (users[row] != NOBODY) {
                seen.set(users[row]);
            }
        }
        return seen.cardinality();
    }

    /**
     * How many distinct users of some rows wrote each of some terms.
     *
     * @param rows the rows
     * @param asked folded and stemmed terms, as {@link Terms} gives them
     * @return the number of users for each term
     */
    public Map<String, Integer> usersOf(int[] rows, Collection<String> asked) {
        Map<Integer, BitSet> carriers = new HashMap<>();
        for (String term : asked) {
            Integer id = termIds.get(hashOf(hash, term));
            if (id != null) {
                carriers.put(id, new BitSet());
            }
        }
        if (!carriers.isEmpty()) {
            for (int row : rows) {
                if (users[row] != NOBODY) {
                    carriers.forEach((id, seen) -> {
                        if (Arrays.binarySearch(terms[row], id) >= 0) {
                            seen.set(users[row]);
                        }
                    });
                }
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        for (String term : asked) {
            BitSet seen = carriers.get(termIds.getOrDefault(hashOf(hash, term), NOBODY));
            counts.put(term, seen == null ? 0 : seen.cardinality());
        }
        return counts;
    }

    private static long hashOf(HashFunction hash, CharSequence text) {
        return hash.hashUnencodedChars(text).asLong();
    }

    /** Prints the number of rows only. */
    @Override
    public String toString() {
        return "SupportIndex[rows=" + users.length + "]";
    }

    /** The hashed terms of one conversation. */
    public static final class Digest {
        private final long[] terms;

        private Digest(long[] terms) {
            this.terms = terms;
        }
    }

    /** Takes conversations as they stream by. {@link #digest} is safe for use by several threads, the rest is not. */
    public static final class Builder {
        private final HashFunction hash;
        private final boolean eachConversationIsAUser;
        private final Map<Long, Integer> userIds = new HashMap<>();
        private final Map<Long, Integer> termIds = new HashMap<>();
        private final List<Integer> users = new ArrayList<>();
        private final List<int[]> terms = new ArrayList<>();
        private int nextUser;

        private Builder(boolean eachConversationIsAUser) {
            SecureRandom random = new SecureRandom();
            this.hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
            this.eachConversationIsAUser = eachConversationIsAUser;
        }

        /**
         * Hashes the terms of a conversation.
         *
         * @param redacted its texts, redacted
         * @return the hashed terms
         */
        public Digest digest(List<SensitiveText> redacted) {
            return new Digest(redacted.stream()
                    .flatMap(text -> Terms.supportedBy(text.reveal()).stream())
                    .mapToLong(term -> hashOf(hash, term))
                    .distinct()
                    .toArray());
        }

        /**
         * Adds a conversation.
         *
         * @param subject whose it is
         * @param digest its hashed terms
         * @return its ticket: 0 for the first, then counting up
         */
        public int add(Subject subject, Digest digest) {
            users.add(userOf(subject));
            int[] ids = new int[digest.terms.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = termIds.computeIfAbsent(digest.terms[i], unused -> termIds.size());
            }
            Arrays.sort(ids);
            terms.add(ids);
            return terms.size() - 1;
        }

        private int userOf(Subject subject) {
            if (subject.isKnown()) {
                long key = hashOf(hash, "user:" + subject.reveal().orElseThrow());
                return userIds.computeIfAbsent(key, unused -> nextUser++);
            }
            return eachConversationIsAUser ? nextUser++ : NOBODY;
        }

        /**
         * The index over the conversations that entered the run.
         *
         * @param tickets for each row in canonical order the ticket of its conversation; a ticket that is not named is
         *     left out
         * @return the index
         */
        public SupportIndex build(int[] tickets) {
            int[] rowUsers = new int[tickets.length];
            int[][] rowTerms = new int[tickets.length][];
            for (int row = 0; row < tickets.length; row++) {
                rowUsers[row] = users.get(tickets[row]);
                rowTerms[row] = terms.get(tickets[row]);
            }
            return new SupportIndex(hash, rowUsers, rowTerms, Map.copyOf(termIds));
        }
    }
}
