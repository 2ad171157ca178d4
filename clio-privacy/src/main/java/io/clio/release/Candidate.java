package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run would like to release: the gate trusts none of it but the number and order of the rows.
 *
 * @param rows the facet rows of the run in canonical order; row numbers are those of the {@link SupportIndex}
 * @param facets which facets are broken down
 * @param roots the tree, topmost nodes
 * @param input what was read and what was left out, in counts
 * @param provenance what the run was made of
 */
public record Candidate(
        List<FacetRow> rows, List<Facet<?>> facets, List<Node> roots, InputReport input, Provenance provenance) {

    // Wraps the lists; a million rows are not copied.
    public Candidate {
        Objects.requireNonNull(rows, "rows");
        facets = List.copyOf(facets);
        roots = List.copyOf(roots);
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
     * @param redraft asked for another draft, with the terms that the gate refused; twice at most
     * @param keyTerms what a title can be made of if no draft passes, best first
     * @param children the nodes below it
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers of up to a million conversations; never compared
    public record Node(
            int[] rows,
            Draft draft,
            Function<Set<String>, Draft> redraft,
            List<KeyTerm> keyTerms,
            List<Node> children) {

        // Copies the lists.
        public Node {
            Objects.requireNonNull(rows, "rows");
            Objects.requireNonNull(draft, "draft");
            Objects.requireNonNull(redraft, "redraft");
            keyTerms = List.copyOf(keyTerms);
            children = List.copyOf(children);
        }

        /** Prints counts only. */
        @Override
        public String toString() {
            return "Node[rows=" + rows.length + ", children=" + children.size() + "]";
        }
    }
}
