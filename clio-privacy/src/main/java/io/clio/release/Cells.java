package io.clio.release;

import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.release.Cell.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Breaks topics down by facets: gathers the cells that stand for enough users (I1), hides those of too few
 * conversations, dominated ones (I11) and those whose labels do not pass the text rules (I3, I4, I5), and releases what
 * is still shown.
 */
final class Cells {
    /** The value of the cell that stands for no single one. */
    static final String OTHER = "other";

    private static final int LONGEST_LABEL = 60;

    private final List<FacetRow> facetRows;
    private final EffectiveUsers users;
    private final PrivacyPolicy policy;
    private final TextRules rules;
    private final Map<String, String> normalLabels = new HashMap<>();

    Cells(List<FacetRow> facetRows, EffectiveUsers users, PrivacyPolicy policy, TextRules rules) {
        this.facetRows = facetRows;
        this.users = users;
        this.policy = policy;
        this.rules = rules;
    }

    /**
     * The cells of a facet within a topic. Those of too few users are left out: they come first in every order of
     * suppression.
     *
     * @param facet the facet
     * @param rows the rows of the topic
     * @param tally told if cells are too small: once, not once for each cell. Whoever answers facets could otherwise
     *     spell out a number in the number of small cells
     * @return its cells, in order of their labels
     */
    List<Cell> of(Facet<?> facet, int[] rows, PrivacyReport.Tally tally) {
        // Rows come in ascending order, so equal labels gather their rows in ascending order too.
        Map<Label, IntList> members = new TreeMap<>();
        for (int row : rows) {
            for (Label label : labels(facet, facetRows.get(row).values())) {
                members.computeIfAbsent(label, unused -> new IntList()).add(row);
            }
        }
        List<Cell> cells = new ArrayList<>();
        members.forEach((label, of) -> {
            int[] cellRows = of.toArray();
            int cellUsers = users.of(cellRows);
            if (cellUsers >= policy.minUsers()) {
                cells.add(cell(facet, label, cellRows, cellUsers));
            }
        });
        if (cells.size() < members.size()
                || cells.stream().anyMatch(cell -> cell.reason() == Withheld.CELL_TOO_SMALL)) {
            tally.count(Withheld.CELL_TOO_SMALL);
        }
        return cells;
    }

    private Cell cell(Facet<?> facet, Label label, int[] rows, int cellUsers) {
        Cell cell = new Cell(facet, label, rows, cellUsers, users.conversations(rows));
        if (cell.conversations < policy.minConversations()) {
            cell.hide(Withheld.CELL_TOO_SMALL);
        } else if (users.areDominated(policy, rows)) {
            cell.hide(Withheld.CELL_DOMINATED);
        } else if (facet.domain() instanceof Domain.Vocabulary
                && rules.checkForm(label.text(), LONGEST_LABEL).isPresent()) {
            cell.hide(Withheld.CELL_LABEL_REFUSED);
        }
        return cell;
    }

    /**
     * Hides cells whose labels come from the data and do not pass the text rules. Those shown as they were had their
     * support then.
     */
    void checkLabels(List<Topic> topics) {
        topics.stream()
                .flatMap(topic -> topic.allCells().stream())
                .filter(cell -> cell.asItWas && cell.facet.domain() instanceof Domain.Labels)
                .filter(cell ->
                        rules.checkForm(cell.label.text(), LONGEST_LABEL).isPresent())
                .forEach(cell -> cell.hide(Withheld.CELL_LABEL_REFUSED));
        List<Cell> fromData = topics.stream()
                .flatMap(topic -> topic.allCells().stream())
                .filter(cell -> cell.isShown() && !cell.asItWas && cell.facet.domain() instanceof Domain.Labels)
                .toList();
        List<Optional<TextRules.Refusal>> refusals = rules.check(fromData.stream()
                .map(cell -> new TextRules.Claim(cell.label.text(), LONGEST_LABEL, cell.rows))
                .toList());
        for (int i = 0; i < fromData.size(); i++) {
            if (refusals.get(i).isPresent()) {
                fromData.get(i).hide(Withheld.CELL_LABEL_REFUSED);
            }
        }
    }

    /**
     * What of the cells of one facet is released: in the order of its domain if it has one, else largest first; and
     * last what is left of the topic without them, if that may be shown.
     */
    List<FacetCell> released(List<Cell> cells, Optional<FacetCell> other, PrivacyReport.Tally tally) {
        List<FacetCell> released = new ArrayList<>();
        Set<Withheld> reasons = EnumSet.noneOf(Withheld.class);
        boolean ordered = true;
        for (Cell cell : cells) {
            Withheld reason = cell.reason();
            if (reason == null) {
                released.add(new FacetCell(
                        cell.label.text(), false, policy.rounded(cell.users), policy.rounded(cell.conversations)));
            } else if (reason != Withheld.CELL_TOO_SMALL) {
                reasons.add(reason);
            }
            Domain<?> domain = cell.facet.domain();
            ordered &= !(domain instanceof Domain.Labels || domain instanceof Domain.Vocabulary);
        }
        reasons.forEach(tally::count);
        if (!ordered) {
            released.sort(Comparator.comparingInt(FacetCell::users)
                    .thenComparingInt(FacetCell::conversations)
                    .reversed()
                    .thenComparing(FacetCell::value));
        }
        other.ifPresent(released::add);
        return released;
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
}
