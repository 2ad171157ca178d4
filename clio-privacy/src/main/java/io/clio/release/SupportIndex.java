package io.clio.release;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.privacy.text.Terms;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the release gate may ask about raw text after the text is gone: over a set of rows, how many effective users
 * there are, how many of them wrote a term, and how many of all users wrote a sequence of terms.
 *
 * <p>Holds users and terms as numbers of keyed hashes under a key that is drawn for each index and kept nowhere, and
 * answers in counts. A row is a conversation, or a part of one that counts as several, in canonical order. What does
 * not fit into memory is in an encrypted temporary file until {@link #close()}. Thread-safe.
 */
public final class SupportIndex implements AutoCloseable {
    private static final int NOBODY = EffectiveUsers.NONE;

    private final HashFunction hash;
    private final LongIds termIds;
    private final UserNames userIds;
    private final TokenStore texts;
    private final int[] rowOfTicket;
    private final int[] userOfRow;
    private final int[] groupOfRow;
    private final int[] conversationOfRow;
    private final BitSet counted;
    private final LastingNames.@Nullable Names names;

    private SupportIndex(
            Builder builder,
            int[] tickets,
            int[] userOfRow,
            int[] groupOfRow,
            int[] conversationOfRow,
            BitSet counted,
            LastingNames.@Nullable Names names) {
        this.hash = builder.hash;
        this.termIds = builder.termIds;
        this.userIds = builder.names;
        this.texts = builder.texts;
        this.rowOfTicket = new int[builder.users.size()];
        Arrays.fill(rowOfTicket, -1);
        for (int row = 0; row < tickets.length; row++) {
            rowOfTicket[tickets[row]] = row;
        }
        this.userOfRow = userOfRow;
        this.groupOfRow = groupOfRow;
        this.conversationOfRow = conversationOfRow;
        this.counted = counted;
        this.names = names;
    }

    /**
     * A builder under a fresh random key.
     *
     * @param policy says whether a conversation without a user id counts as a user, which texts are similar, and how
     *     many conversations of a user count
     * @param seed the seed of the run: which conversations of a user count depends on it, and on nothing else but their
     *     content
     * @return the builder
     */
    public static Builder builder(PrivacyPolicy policy, long seed) {
        return new Builder(policy, seed, Math.min(Runtime.getRuntime().maxMemory() / 8, 512L << 20));
    }

    /**
     * A builder for a release that a ledger compares with earlier ones: it also names conversations and users by hashes
     * under the key of the ledger.
     *
     * @param policy as above
     * @param seed as above
     * @param ledger the ledger
     * @return the builder
     */
    public static Builder builder(PrivacyPolicy policy, long seed, ReleaseLedger ledger) {
        Builder builder = builder(policy, seed);
        builder.lasting = new LastingNames(ledger.names(), ledger.state().rows());
        return builder;
    }

    /** A builder that keeps about so many bytes of text in memory. */
    static Builder builder(PrivacyPolicy policy, long seed, long budget) {
        return new Builder(policy, seed, budget);
    }

    /**
     * How many conversations the index knows.
     *
     * @return the number of rows
     */
    public int rows() {
        return userOfRow.length;
    }

    /**
     * How many conversations some rows are of.
     *
     * @param rows the rows
     * @return their number; less than that of the rows where a conversation counts as several
     */
    public int conversations(int[] rows) {
        return users().conversations(rows);
    }

    /**
     * How many effective users stand behind some rows, those that do not count included.
     *
     * @param rows the rows
     * @return their number
     */
    public int effectiveUsers(int[] rows) {
        return users().of(rows);
    }

    /** A counter of effective users; it serves one thread. */
    EffectiveUsers users() {
        int users = Arrays.stream(userOfRow).max().orElse(NOBODY) + 1;
        int groups = Arrays.stream(groupOfRow).max().orElse(NOBODY) + 1;
        return new EffectiveUsers(userOfRow, groupOfRow, conversationOfRow, users, groups);
    }

    /** The lasting names of rows and users; nothing if no ledger has been named. */
    Optional<LastingNames.Names> names() {
        return Optional.ofNullable(names);
    }

    /** The number of the user of a row, or {@link EffectiveUsers#NONE}. */
    int userOf(int row) {
        return userOfRow[row];
    }

    /** The number of the group of texts similar to that of a row, or {@link EffectiveUsers#NONE}. */
    int groupOf(int row) {
        return groupOfRow[row];
    }

    /** The number of the conversation of a row: the same for all its parts, and below the number of rows. */
    int conversationOf(int row) {
        return conversationOfRow[row];
    }

    /** Those of some rows that count, and not only add to what their user has already (I11). */
    int[] counted(int[] rows) {
        return Arrays.stream(rows).filter(counted::get).toArray();
    }

    /** Says whether a user id of the run stands in a text. */
    boolean namesAnybody(String text) {
        return userIds.in(Words.of(text));
    }

    /** Answers questions in one pass over all texts. */
    List<SupportScan.Counts> count(List<SupportScan.Question> questions, int enough) {
        if (questions.isEmpty()) {
            return List.of();
        }
        SupportScan scan = new SupportScan(rowOfTicket, termIds.size(), users(), enough);
        for (SupportScan.Question question : questions) {
            scan.ask(
                    question.rows(),
                    question.terms().stream()
                            .mapToInt(term -> 1 + termIds.get(hashOf(hash, term)))
                            .toArray());
        }
        return scan.over(texts);
    }

    private static long hashOf(HashFunction hash, CharSequence text) {
        return hash.hashUnencodedChars(text).asLong();
    }

    /** Forgets all texts; questions about them fail from then on. */
    @Override
    public void close() {
        texts.close();
    }

    /** Prints the number of rows only. */
    @Override
    public String toString() {
        return "SupportIndex[rows=" + userOfRow.length + "]";
    }

    /** The hashed terms of one conversation. */
    public static final class Digest {
        private final long[] terms;
        private final int contentHash;
        private final long content;
        private final short @Nullable [] signature;

        private Digest(long[] terms, int contentHash, long content, short @Nullable [] signature) {
            this.terms = terms;
            this.contentHash = contentHash;
            this.content = content;
            this.signature = signature;
        }
    }

    /** Takes conversations as they stream by. {@link #digest} is safe for use by several threads, the rest is not. */
    public static final class Builder {
        private static final long BETWEEN_TEXTS = 0;

        private final HashFunction hash;
        private final PrivacyPolicy policy;
        private final int seed;
        private final LongIds userIds = new LongIds();
        private final LongIds termIds = new LongIds();
        private final UserNames names;
        private final TokenStore texts;
        private final IntList users = new IntList();
        private final Conversations conversations = new Conversations();
        private final IntList contentHashes = new IntList();
        private final List<short @Nullable []> signatures = new ArrayList<>();
        private @Nullable LastingNames lasting;

        private Builder(PrivacyPolicy policy, long seed, long budget) {
            SecureRandom random = new SecureRandom();
            this.hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
            this.policy = policy;
            this.seed = Signature.mixed(Long.hashCode(seed));
            this.names = new UserNames(hash);
            this.texts = new TokenStore(budget);
        }

        /**
         * Hashes the terms of a conversation.
         *
         * @param written what its user wrote, redacted: by it users with one text are told
         * @param others what else was said, redacted
         * @return the hashed terms
         */
        public Digest digest(List<SensitiveText> written, List<SensitiveText> others) {
            return digest(written, others, 0);
        }

        /**
         * The same for a conversation that is told from others of the same words and user by when it was.
         *
         * @param written as above
         * @param others as above
         * @param time when it was, in any unit; 0 if that is not known. A ledger knows it again by this
         * @return the hashed terms
         */
        public Digest digest(List<SensitiveText> written, List<SensitiveText> others, long time) {
            Hashed hashed = new Hashed(time);
            written.forEach(text -> hashed.add(Words.of(text.reveal()), true));
            others.forEach(text -> hashed.add(Words.of(text.reveal()), false));
            return new Digest(
                    Arrays.copyOf(hashed.terms, hashed.size),
                    hashed.contentHash,
                    hashed.content == null ? 0 : hashed.content.name(),
                    Signature.of(hashed.written.toArray()));
        }

        private final class Hashed {
            private long[] terms = new long[64];
            private int size;
            private final IntList written = new IntList();
            private final LastingNames.@Nullable Content content;
            private int contentHash = seed;

            Hashed(long time) {
                content = lasting == null ? null : lasting.newContent(time);
            }

            void add(List<Token> tokens, boolean byUser) {
                if (size > 0) {
                    put(BETWEEN_TEXTS);
                }
                if (content != null) {
                    content.add(tokens, byUser);
                }
                for (Token token : tokens) {
                    int code = token.folded().hashCode();
                    contentHash = Signature.mixed(31 * contentHash + code);
                    if (byUser) {
                        written.add(code);
                    }
                }
                Terms.inOrder(tokens).forEach(term -> put(hashOf(hash, term)));
            }

            private void put(long term) {
                if (size == terms.length) {
                    terms = Arrays.copyOf(terms, 2 * size);
                }
                terms[size++] = term;
            }
        }

        /**
         * Adds a conversation.
         *
         * @param subject whose it is
         * @param digest its hashed terms
         * @return its ticket: 0 for the first, then counting up
         */
        public int add(Subject subject, Digest digest) {
            int user = userOf(subject);
            conversations.add();
            return add(user, digest);
        }

        /**
         * Adds a conversation once more that counts as several, one for each of its parts.
         *
         * @param ticket the ticket of the conversation
         * @param digest its hashed terms
         * @return a ticket for the part, which is of the same user, whether he is known or not
         */
        public int addPart(int ticket, Digest digest) {
            conversations.addPart(ticket);
            return add(users.get(ticket), digest);
        }

        private int add(int user, Digest digest) {
            users.add(user);
            contentHashes.add(digest.contentHash);
            signatures.add(digest.signature);
            if (lasting != null) {
                lasting.add(digest.content);
            }
            int[] ids = new int[digest.terms.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = digest.terms[i] == BETWEEN_TEXTS ? 0 : 1 + termIds.add(digest.terms[i]);
            }
            texts.add(ids);
            return users.size() - 1;
        }

        private int userOf(Subject subject) {
            if (subject.isKnown()) {
                String id = subject.reveal().orElseThrow();
                names.add(id);
                int user = userIds.add(hashOf(hash, "user:" + id));
                if (lasting != null) {
                    lasting.user(user, id);
                }
                return user;
            }
            if (!policy.eachConversationIsAUser()) {
                return NOBODY;
            }
            int user = userIds.add(hashOf(hash, "row:" + users.size()));
            if (lasting != null) {
                lasting.nameless(user);
            }
            return user;
        }

        /**
         * Says that a conversation is of nobody known after all, because two users claim it.
         *
         * @param ticket its ticket
         */
        public void disown(int ticket) {
            users.set(ticket, NOBODY);
        }

        /**
         * The index over the conversations that entered the run. The builder is used up by it.
         *
         * @param tickets for each row in canonical order the ticket of its conversation; a ticket that is not named is
         *     left out
         * @return the index
         */
        public SupportIndex build(int[] tickets) {
            int[] userOfRow = new int[tickets.length];
            int[] order = new int[tickets.length];
            List<short @Nullable []> signatureOfRow = new ArrayList<>(tickets.length);
            for (int row = 0; row < tickets.length; row++) {
                userOfRow[row] = users.get(tickets[row]);
                order[row] = contentHashes.get(tickets[row]);
                signatureOfRow.add(signatures.get(tickets[row]));
            }
            int[] groupOfRow = TextGroups.of(signatureOfRow, userOfRow, policy.similarText());
            signatures.clear();
            LastingNames.Names lastingNames = lasting == null ? null : lasting.of(tickets, userOfRow);
            BitSet before = lastingNames == null ? new BitSet() : lastingNames.shownBefore();
            int[] conversationOfRow = conversations.ofRows(tickets);
            BitSet counted = Contributions.counted(
                    userOfRow, conversationOfRow, order, before, policy.maxConversationsPerUser());
            return new SupportIndex(this, tickets, userOfRow, groupOfRow, conversationOfRow, counted, lastingNames);
        }
    }
}
