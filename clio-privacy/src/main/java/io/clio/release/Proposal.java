package io.clio.release;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import io.clio.facet.Domain;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import java.util.List;

/**
 * Names what is proposed under a policy by a keyed hash, so that the same proposal is known again: which conversations
 * there are with which answers, which of them count, and which stand in which node. Words have no part in it, nor has
 * the order of rows.
 */
final class Proposal {
    private final HashFunction hash;
    private final long[] names;

    private Proposal(HashFunction hash, long[] names) {
        this.hash = hash;
        this.names = names;
    }

    static long name(Candidate candidate, SupportIndex index, PrivacyPolicy policy, ReleaseLedger ledger) {
        long[] names = index.names().orElseThrow().ofRow();
        Proposal proposal = new Proposal(ledger.names(), names);
        Hasher all = ledger.names().newHasher().putUnencodedChars(policy.toString());
        long rows = 0;
        for (int row = 0; row < names.length; row++) {
            rows += proposal.row(
                    row, candidate.rows().get(row).values(), candidate.facets(), index.counted(new int[] {row}).length);
        }
        candidate.facets().forEach(facet -> all.putUnencodedChars(facet.name()).putChar('\n'));
        all.putLong(rows).putLong(proposal.nodes(candidate.roots(), 0));
        return all.hash().asLong();
    }

    private long row(int row, FacetValues values, List<Facet<?>> facets, int counted) {
        Hasher one = hash.newHasher().putLong(names[row]).putInt(counted);
        for (Facet<?> facet : facets) {
            if (!(facet.domain() instanceof Domain.Text)) {
                String answer = values.get(facet).map(Object::toString).orElse("");
                one.putInt(answer.length()).putUnencodedChars(answer);
            }
        }
        return one.hash().asLong();
    }

    private long nodes(List<Candidate.Node> nodes, int level) {
        Hasher all = hash.newHasher().putInt(nodes.size());
        for (Candidate.Node node : level > ReleaseGate.MOST_LEVELS ? List.<Candidate.Node>of() : nodes) {
            long rows = 0;
            for (int row : node.rows()) {
                rows += hash.hashLong(row >= 0 && row < names.length ? names[row] : row)
                        .asLong();
            }
            all.putInt(node.rows().length).putLong(rows).putLong(nodes(node.children(), level + 1));
        }
        return all.hash().asLong();
    }
}
