package io.clio.release;

import io.clio.release.LedgerState.Report;
import io.clio.release.LedgerState.Shown;
import io.clio.release.LedgerState.ShownCell;
import io.clio.release.LedgerState.ShownTopic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what a ledger knows as bytes and reads them again: small numbers in few bytes, sets by their gaps. */
final class LedgerCodec {

    private LedgerCodec() {}

    static byte[] encode(LedgerState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new Writer(new DataOutputStream(bytes)).state(state);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; the bytes have been kept from changes by a seal. */
    static LedgerState decode(byte[] bytes) throws IOException {
        return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).state();
    }

    private record Writer(DataOutputStream out) {
        void state(LedgerState state) throws IOException {
            longs(state.users());
            longs(state.rows());
            for (int row = 0; row < state.rows().length; row++) {
                number(1 + state.userOfRow()[row]);
                number(1 + state.groupOfRow()[row]);
                number(row - state.conversationOfRow()[row]);
            }
            number(state.groups());
            sets(state.sets());
            sets(state.families());
            number(state.releases().size());
            for (Shown release : state.releases()) {
                release(release);
            }
        }

        private void release(Shown release) throws IOException {
            out.writeLong(release.proposal());
            number(release.total());
            number(release.users());
            number(release.termUsers());
            InputReport input = release.input();
            for (long count : new long[] {
                input.notSampled(),
                input.screenedOut(),
                input.conversations(),
                input.duplicates(),
                input.skipped(),
                input.partsLeftOut(),
                input.withoutUser(),
                input.withoutId(),
                input.unclustered(),
                input.failedFacets()
            }) {
                number(count);
            }
            Report report = release.report();
            number(report.withheld().size());
            for (Map.Entry<Withheld, Integer> entry : report.withheld().entrySet()) {
                text(entry.getKey().name());
                number(entry.getValue());
            }
            number(report.covered());
            number(report.suppressed());
            number(report.suppressedAtLeast());
            topics(release.roots());
        }

        private void topics(List<ShownTopic> topics) throws IOException {
            number(topics.size());
            for (ShownTopic topic : topics) {
                number(topic.set());
                number(topic.users());
                text(topic.words().title());
                text(topic.words().summary());
                number(topic.cells().size());
                for (Map.Entry<String, List<ShownCell>> facet : topic.cells().entrySet()) {
                    text(facet.getKey());
                    cells(facet.getValue());
                }
                topics(topic.children());
            }
        }

        private void cells(List<ShownCell> cells) throws IOException {
            number(cells.size());
            for (ShownCell cell : cells) {
                out.writeInt(cell.label().order());
                text(cell.label().text());
                number(cell.set());
                number(cell.users());
            }
        }

        private void sets(List<int[]> sets) throws IOException {
            number(sets.size());
            for (int[] set : sets) {
                number(set.length);
                int last = 0;
                for (int member : set) {
                    number(member - last);
                    last = member;
                }
            }
        }

        private void longs(long[] values) throws IOException {
            number(values.length);
            for (long value : values) {
                out.writeLong(value);
            }
        }

        private void text(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            out.write(bytes);
        }

        /** Seven bits a byte, the lowest first; all but the last have the highest bit. */
        private void number(long value) throws IOException {
            long rest = value;
            while (rest >= 0x80) {
                out.writeByte((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.writeByte((int) rest);
        }
    }

    private record Reader(DataInputStream in) {
        LedgerState state() throws IOException {
            long[] users = longs();
            long[] rows = longs();
            int[] userOfRow = new int[rows.length];
            int[] groupOfRow = new int[rows.length];
            int[] conversationOfRow = new int[rows.length];
            for (int row = 0; row < rows.length; row++) {
                userOfRow[row] = number() - 1;
                groupOfRow[row] = number() - 1;
                conversationOfRow[row] = row - number();
            }
            int groups = number();
            List<int[]> sets = sets();
            List<int[]> families = sets();
            List<Shown> releases = new ArrayList<>();
            for (int left = number(); left > 0; left--) {
                releases.add(release());
            }
            return new LedgerState(
                    rows, userOfRow, groupOfRow, conversationOfRow, users, groups, sets, families, releases);
        }

        private Shown release() throws IOException {
            long proposal = in.readLong();
            int total = number();
            int users = number();
            int termUsers = number();
            InputReport input = new InputReport(
                    whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole());
            Map<Withheld, Integer> withheld = new EnumMap<>(Withheld.class);
            for (int left = number(); left > 0; left--) {
                withheld.put(Withheld.valueOf(text()), number());
            }
            Report report = new Report(withheld, number(), whole(), whole());
            return new Shown(proposal, total, users, termUsers, input, report, topics());
        }

        private List<ShownTopic> topics() throws IOException {
            List<ShownTopic> topics = new ArrayList<>();
            for (int left = number(); left > 0; left--) {
                int set = number();
                int users = number();
                Wording.Released words = new Wording.Released(text(), text());
                SortedMap<String, List<ShownCell>> cells = new TreeMap<>();
                for (int facets = number(); facets > 0; facets--) {
                    cells.put(text(), cells());
                }
                topics.add(new ShownTopic(set, users, words, cells, topics()));
            }
            return topics;
        }

        private List<ShownCell> cells() throws IOException {
            List<ShownCell> cells = new ArrayList<>();
            for (int left = number(); left > 0; left--) {
                Cell.Label label = new Cell.Label(in.readInt(), text());
                cells.add(new ShownCell(label, number(), number()));
            }
            return cells;
        }

        private List<int[]> sets() throws IOException {
            List<int[]> sets = new ArrayList<>();
            for (int left = number(); left > 0; left--) {
                int[] set = new int[number()];
                int last = 0;
                for (int i = 0; i < set.length; i++) {
                    last += number();
                    set[i] = last;
                }
                sets.add(set);
            }
            return sets;
        }

        private long[] longs() throws IOException {
            long[] values = new long[number()];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readLong();
            }
            return values;
        }

        private String text() throws IOException {
            return new String(in.readNBytes(number()), StandardCharsets.UTF_8);
        }

        private int number() throws IOException {
            return Math.toIntExact(whole());
        }

        private long whole() throws IOException {
            long value = 0;
            int shift = 0;
            int next = in.readUnsignedByte();
            while (next >= 0x80) {
                value |= (long) (next & 0x7F) << shift;
                shift += 7;
                next = in.readUnsignedByte();
            }
            return value | ((long) next << shift);
        }
    }
}
