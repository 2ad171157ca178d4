package io.clio.release;

import io.clio.facet.Facet;

/** One value of a facet within a topic, before it is released. */
final class Cell extends Part {
    final Facet<?> facet;
    final Label label;
    /** Whether it is shown as an earlier release showed it; then some of its rows may be gone. */
    final boolean asItWas;

    Cell(Facet<?> facet, Label label, int[] rows, int users, int conversations) {
        this(facet, label, rows, users, conversations, false);
    }

    Cell(Facet<?> facet, Label label, int[] rows, int users, int conversations, boolean asItWas) {
        super(rows, users, conversations, label.text());
        this.facet = facet;
        this.label = label;
        this.asItWas = asItWas;
    }

    /**
     * A value, ordered as its domain is.
     *
     * @param order where it stands in its domain
     * @param text how it is written
     */
    record Label(int order, String text) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            int byOrder = Integer.compare(order, other.order);
            return byOrder != 0 ? byOrder : text.compareTo(other.text);
        }
    }
}
