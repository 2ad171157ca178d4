package io.clio.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers many questions about raw text in one pass over it: who of the rows of a question carries each of its terms,
 * and who of all rows carries its sequences.
 */
final class SupportScan {
    /**
     * A text that somebody would release.
     *
     * @param rows the rows that it describes
     * @param terms its terms in order, as {@link Terms#inOrder} gives them
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers of up to a million conversations; never compared
    record Question(int[] rows, List<String> terms) {}

    /**
     * Who wrote the terms of a text. Counting stops at what the asker calls enough.
     *
     * @param terms for each term the effective users of the rows who wrote it
     * @param sequences for each term that three others follow: of the sequences of four terms and more that begin here
     *     and that anybody wrote, the effective users of all rows who wrote the one that the fewest wrote; or
     *     {@link #NOWHERE}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Counts(int[] terms, int[] sequences) {
        /** Nobody wrote it, whether a user is known or not. */
        static final int NOWHERE = -1;
    }

    /** Rule I4 looks at sequences of so many terms and more. */
    static final int SEQUENCE = 4;

    private static final int KEY_BITS = (1 << 24) - 1;

    private final int[] rowOfTicket;
    private final EffectiveUsers users;
    private final int enough;
    private final int[] wantedOf;
    private final int[] seenAt;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Long, List<Start>> starts = new HashMap<>();
    /** Which keys of starts can be there at all: most places of raw text begin no sequence that is asked for. */
    private final BitSet startKeys = new BitSet();

    private int[] firstOfRow = new int[0];
    private int[] questionsOfRows = new int[0];
    private int wanted;

    /**
     * A pass.
     *
     * @param rowOfTicket for each sequence of the store its row, or −1 if it is in none
     * @param vocabulary how many terms there are
     * @param users counts effective users
     * @param enough counting may stop here
     */
    SupportScan(int[] rowOfTicket, int vocabulary, EffectiveUsers users, int enough) {
        this.rowOfTicket = rowOfTicket;
        this.users = users;
        this.enough = enough;
        this.wantedOf = new int[vocabulary + 1];
        this.seenAt = new int[vocabulary + 1];
        Arrays.fill(seenAt, -1);
    }

    /** A question: rows, and for each of the terms in order its number, or 0 if nobody wrote it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(int[] rows, int[] terms, Carriers[] carriers, Start[] sequences) {}

    /** Rows, until they are of enough effective users. */
    private final class Carriers {
        private final IntList rows = new IntList();
        private int check = enough;
        private boolean done;

        void add(int row) {
            if (!done) {
                rows.add(row);
                if (rows.size() == check) {
                    done = users.of(rows.toArray()) >= enough;
                    check *= 2;
                }
            }
        }

        void clear() {
            rows.clear();
            check = enough;
            done = false;
        }

        int count() {
            return done ? enough : Math.min(enough, users.of(rows.toArray()));
        }
    }

    /**
     * Where sequences of a released text begin. Those who wrote a longer one wrote all shorter ones, so the fewest
     * wrote the longest that anybody wrote; only its rows are kept.
     */
    private final class Start {
        private final int[] terms;
        private final int from;
        private final Carriers carriers = new Carriers();
        private int longest;
        private int lastRow = -1;
        private int longestOfLastRow;

        Start(int[] terms, int from) {
            this.terms = terms;
            this.from = from;
        }

        void lookAt(int row, int[] text, int at, int length) {
            int same = 0;
            while (from + same < terms.length
                    && at + same < length
                    && terms[from + same] != 0
                    && terms[from + same] == text[at + same]) {
                same++;
            }
            if (same < SEQUENCE || same < longest || (row == lastRow && same <= longestOfLastRow)) {
                return;
            }
            if (same > longest) {
                longest = same;
                carriers.clear();
            }
            lastRow = row;
            longestOfLastRow = same;
            carriers.add(row);
        }

        int count() {
            return longest == 0 ? Counts.NOWHERE : carriers.count();
        }
    }

    /** Adds a question; terms are numbers of the vocabulary plus one, 0 for one that nobody wrote. */
    void ask(int[] rows, int[] terms) {
        Start[] sequences = new Start[Math.max(0, terms.length - SEQUENCE + 1)];
        Asked question = new Asked(rows, terms, new Carriers[terms.length], sequences);
        for (int i = 0; i < terms.length; i++) {
            question.carriers[i] = new Carriers();
            if (terms[i] != 0 && wantedOf[terms[i]] == 0) {
                wantedOf[terms[i]] = ++wanted;
            }
        }
        for (int from = 0; from < question.sequences.length; from++) {
            Start start = new Start(terms, from);
            question.sequences[from] = start;
            long key = keyOf(terms, from);
            starts.computeIfAbsent(key, unused -> new ArrayList<>()).add(start);
            startKeys.set((int) (key & KEY_BITS));
        }
        asked.add(question);
    }

    private static long keyOf(int[] terms, int from) {
        long key = 0;
        for (int i = from; i < from + SEQUENCE; i++) {
            key = (key ^ terms[i]) * 0x9E3779B97F4A7C15L;
            key ^= key >>> 29;
        }
        return key;
    }

    /** Reads all sequences, and gives for each question its counts, in the order in which they were asked. */
    List<Counts> over(TokenStore store) {
        gatherByRow();
        store.read((ticket, text, length) -> {
            if (rowOfTicket[ticket] >= 0) {
                read(rowOfTicket[ticket], text, length);
            }
        });
        return asked.stream()
                .map(question -> new Counts(
                        Arrays.stream(question.carriers)
                                .mapToInt(Carriers::count)
                                .toArray(),
                        Arrays.stream(question.sequences).mapToInt(Start::count).toArray()))
                .toList();
    }

    private void gatherByRow() {
        firstOfRow = new int[rowOfTicket.length + 2];
        for (Asked question : asked) {
            for (int row : question.rows) {
                firstOfRow[row + 2]++;
            }
        }
        for (int row = 2; row < firstOfRow.length; row++) {
            firstOfRow[row] += firstOfRow[row - 1];
        }
        questionsOfRows = new int[firstOfRow[firstOfRow.length - 1]];
        for (int question = 0; question < asked.size(); question++) {
            for (int row : asked.get(question).rows) {
                questionsOfRows[firstOfRow[row + 1]++] = question;
            }
        }
    }

    private void read(int row, int[] text, int length) {
        for (int at = 0; at < length; at++) {
            int term = text[at];
            if (wantedOf[term] != 0) {
                seenAt[term] = row;
                if (at + SEQUENCE <= length && isWanted(text, at)) {
                    lookAtSequences(row, text, at, length);
                }
            }
        }
        for (int i = firstOfRow[row]; i < firstOfRow[row + 1]; i++) {
            Asked question = asked.get(questionsOfRows[i]);
            for (int t = 0; t < question.terms.length; t++) {
                if (question.terms[t] != 0 && seenAt[question.terms[t]] == row) {
                    question.carriers[t].add(row);
                }
            }
        }
    }

    private void lookAtSequences(int row, int[] text, int at, int length) {
        long key = keyOf(text, at);
        if (startKeys.get((int) (key & KEY_BITS))) {
            for (Start start : starts.getOrDefault(key, List.of())) {
                start.lookAt(row, text, at, length);
            }
        }
    }

    private boolean isWanted(int[] text, int at) {
        return wantedOf[text[at + 1]] != 0 && wantedOf[text[at + 2]] != 0 && wantedOf[text[at + 3]] != 0;
    }
}
