package io.clio.release;

import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Breaks a node down by facets, and releases the cells that stand for enough (I1) and whose labels pass the text rules
 * (I3, I5).
 */
final class Cells {
    private static final int LONGEST_LABEL = 60;

    private final List<FacetRow> facetRows;
    private final SupportIndex index;
    private final PrivacyPolicy policy;
    private final TextRules rules;
    private final PrivacyReport.Tally tally;
    private final Map<String, String> normalLabels = new HashMap<>();

    Cells(
            List<FacetRow> facetRows,
            SupportIndex index,
            PrivacyPolicy policy,
            TextRules rules,
            PrivacyReport.Tally tally) {
        this.facetRows = facetRows;
        this.index = index;
        this.policy = policy;
        this.rules = rules;
        this.tally = tally;
    }

    /**
     * The cells of a facet within a node.
     *
     * <p>What is held back is counted once for each reason, not once for each cell: whoever answers facets could
     * otherwise spell out a number in the number of small cells.
     *
     * @param facet the facet
     * @param rows the rows of the node
     * @return the cells that may be released: in the order of the domain if it has one, otherwise largest first
     */
    List<FacetCell> of(Facet<?> facet, int[] rows) {
        List<FacetCell> cells = new ArrayList<>();
        // Rows come in ascending order, so equal labels gather their rows in ascending order too.
        Map<Label, Members> members = new TreeMap<>();
        for (int row : rows) {
            for (Label label : labels(facet, facetRows.get(row).values())) {
                members.computeIfAbsent(label, unused -> new Members()).add(row);
            }
        }
        Set<Withheld> reasons = EnumSet.noneOf(Withheld.class);
        members.forEach((label, of) -> cell(facet, label, of.toArray(), reasons).ifPresent(cells::add));
        reasons.forEach(tally::count);
        if (facet.domain() instanceof Domain.Labels || facet.domain() instanceof Domain.Vocabulary) {
            cells.sort(Comparator.comparingInt(FacetCell::users)
                    .thenComparingInt(FacetCell::conversations)
                    .reversed()
                    .thenComparing(FacetCell::value));
        }
        return cells;
    }

    private Optional<FacetCell> cell(Facet<?> facet, Label label, int[] rows, Set<Withheld> reasons) {
        int users = index.usersOf(rows);
        if (users < policy.minUsers() || rows.length < policy.minConversations()) {
            reasons.add(Withheld.CELL_TOO_SMALL);
            return Optional.empty();
        }
        boolean fromData = facet.domain() instanceof Domain.Labels;
        if (fromData && rules.check(label.text, LONGEST_LABEL, rows).isPresent()) {
            reasons.add(Withheld.CELL_LABEL_REFUSED);
            return Optional.empty();
        }
        return Optional.of(new FacetCell(label.text, users, rows.length));
    }

    /** The labels under which a row counts; free text has none. */
    private List<Label> labels(Facet<?> facet, FacetValues values) {
        Optional<?> value = values.get(facet);
        if (value.isEmpty()) {
            return List.of();
        }
        Object answer = value.get();
        if (facet.domain() instanceof Domain.Count count) {
            int range = count.rangeOf((Integer) answer);
            return List.of(new Label(range, count.label(range)));
        }
        if (facet.domain() instanceof Domain.Labels) {
            return ((List<?>) answer)
                    .stream()
                            .map(text -> new Label(0, normal(text.toString())))
                            .distinct()
                            .toList();
        }
        if (facet.domain() instanceof Domain.Text) {
            return List.of();
        }
        int order = facet.domain() instanceof Domain.Score ? (Integer) answer : 0;
        return List.of(new Label(order, answer.toString()));
    }

    /** The form in which a label is checked and released; empty, and so refused, if it has none. */
    private String normal(String label) {
        return normalLabels.computeIfAbsent(
                label, text -> TextRules.normal(text, LONGEST_LABEL).orElse(""));
    }

    /** A value of a facet, ordered as its domain is. */
    private record Label(int order, String text) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            int byOrder = Integer.compare(order, other.order);
            return byOrder != 0 ? byOrder : text.compareTo(other.text);
        }
    }

    /** A growing list of row numbers. */
    private static final class Members {
        private int[] rows = new int[8];
        private int size;

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            rows[size++] = row;
        }

        int[] toArray() {
            return Arrays.copyOf(rows, size);
        }
    }
}
