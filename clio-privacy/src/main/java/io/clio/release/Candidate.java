package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run would like to release: the gate trusts none of it but the number and order of the rows.
 *
 * @param rows the facet rows of the run in canonical order; row numbers are those of the {@link SupportIndex}
 * @param facets which facets are broken down
 * @param roots the tree, topmost nodes
 * @param redrafter is asked for other drafts where the gate refused one; twice for each node at most
 * @param input what was read and what was left out, in counts
 * @param provenance what the run was made of
 */
public record Candidate(
        List<FacetRow> rows,
        List<Facet<?>> facets,
        List<Node> roots,
        Redrafter redrafter,
        InputReport input,
        Provenance provenance) {

    // Wraps the lists; a million rows are not copied.
    public Candidate {
        Objects.requireNonNull(rows, "rows");
        facets = List.copyOf(facets);
        roots = List.copyOf(roots);
        Objects.requireNonNull(redrafter, "redrafter");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(provenance, "provenance");
    }

    /** Prints counts only. */
    @Override
    public String toString() {
        return "Candidate[rows=" + rows.size() + ", roots=" + roots.size() + "]";
    }

    /**
     * One node of the tree.
     *
     * @param rows which rows it stands for; its children stand for parts of them
     * @param draft what it would be called
     * @param keyTerms what a title can be made of if no draft passes, best first
     * @param children the nodes below it
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers of up to a million conversations; never compared
    public record Node(int[] rows, Draft draft, List<KeyTerm> keyTerms, List<Node> children) {

        // Copies the lists.
        public Node {
            Objects.requireNonNull(rows, "rows");
            Objects.requireNonNull(draft, "draft");
            keyTerms = List.copyOf(keyTerms);
            children = List.copyOf(children);
        }

        /** Prints counts only. */
        @Override
        public String toString() {
            return "Node[rows=" + rows.length + ", children=" + children.size() + "]";
        }
    }

    /**
     * A node whose draft the gate refused.
     *
     * @param node the node, the same object that was proposed
     * @param terms the terms that it refused so far
     */
    public record Refused(Node node, Set<String> terms) {
        // Copies the set.
        public Refused {
            Objects.requireNonNull(node, "node");
            terms = Set.copyOf(terms);
        }

        /** Prints counts only. */
        @Override
        public String toString() {
            return "Refused[terms=" + terms.size() + "]";
        }
    }

    /** Gives other drafts. Not trusted: it may fail in whatever way. */
    @FunctionalInterface
    public interface Redrafter {

        /**
         * Gives other drafts.
         *
         * @param refused nodes whose drafts were refused, 64 at most
         * @return for each, in order, another draft, or null if there is none
         */
        List<@Nullable Draft> redraft(List<Refused> refused);
    }
}
