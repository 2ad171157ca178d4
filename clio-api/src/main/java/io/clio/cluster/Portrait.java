package io.clio.cluster;

import io.clio.facet.FacetRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a summarizer sees of a cluster.
 *
 * @param members a sample of its members, 50 at most, chosen by a keyed hash
 * @param contrast its nearest non-members, 50 at most, nearest first
 * @param keyTerms what sets it apart, strongest first; only terms that enough users wrote
 * @param children what the clusters below it were called, largest first; empty for a base cluster
 * @param taken titles that other clusters of the tree bear already
 * @param rejected terms of an earlier draft that the release gate refused; empty at first
 */
public record Portrait(
        List<FacetRow> members,
        List<FacetRow> contrast,
        List<KeyTerm> keyTerms,
        List<Draft> children,
        Set<String> taken,
        Set<String> rejected) {

    // Copies the collections.
    public Portrait {
        members = List.copyOf(members);
        contrast = List.copyOf(contrast);
        keyTerms = List.copyOf(keyTerms);
        children = List.copyOf(children);
        taken = Set.copyOf(taken);
        rejected = Set.copyOf(rejected);
    }

    /**
     * The same portrait, after the release gate refused a draft.
     *
     * @param terms the terms that it refused
     * @return the portrait with those terms rejected as well
     */
    public Portrait rejecting(Set<String> terms) {
        Set<String> all = new HashSet<>(rejected);
        all.addAll(terms);
        return new Portrait(members, contrast, keyTerms, children, taken, all);
    }

    /**
     * The same portrait among clusters that bear titles.
     *
     * @param titles all titles that are taken
     * @return the portrait
     */
    public Portrait among(Set<String> titles) {
        return new Portrait(members, contrast, keyTerms, children, titles, rejected);
    }

    /** Prints counts only. */
    @Override
    public String toString() {
        return "Portrait[members=" + members.size() + ", contrast=" + contrast.size() + ", keyTerms=" + keyTerms.size()
                + ", children=" + children.size() + "]";
    }
}
