package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.conversation.SensitiveText;
import io.clio.facet.FacetRow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Everything that one run of the gate meets.
 *
 * @param members the population; the index of a member is its row
 * @param roots the tree that is proposed
 * @param policy the policy
 * @param auditors what kinds of auditors look on
 */
record World(List<Member> members, List<Shape> roots, PrivacyPolicy policy, List<HostileAuditor.Kind> auditors) {

    /** Lets the real gate decide. */
    Run run() {
        List<HostileAuditor> panel = panel();
        return new Run(this, panel, ReleaseGate.of(policy, List.copyOf(panel)).release(candidate(), index()));
    }

    /** Lets the real gate decide, with a ledger. */
    Run runWith(ReleaseLedger ledger) {
        List<HostileAuditor> panel = panel();
        ReleaseGate gate = ReleaseGate.of(policy, List.copyOf(panel)).with(ledger);
        return new Run(this, panel, gate.release(candidate(), index(ledger)));
    }

    SupportIndex index(ReleaseLedger ledger) {
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42, ledger);
        for (Member member : members) {
            builder.add(member.subject(), builder.digest(List.of(SensitiveText.of(member.text())), List.of()));
        }
        return builder.build(IntStream.range(0, members.size()).toArray());
    }

    /** Lets a gate decide that lacks one rule. */
    Run runWithout(BrokenGate.Rule missing) {
        List<HostileAuditor> panel = panel();
        return new Run(this, panel, new BrokenGate(policy, panel, missing).release(candidate(), index(missing)));
    }

    World withPolicy(PrivacyPolicy other) {
        return new World(members, roots, other, auditors);
    }

    World withAuditors(HostileAuditor.Kind... kinds) {
        return new World(members, roots, policy, List.of(kinds));
    }

    World withMembers(List<Member> others) {
        return new World(others, roots, policy, auditors);
    }

    SupportIndex index() {
        return index(BrokenGate.Rule.NONE);
    }

    /** Texts that no user is said to have written are never grouped. */
    private SupportIndex index(BrokenGate.Rule missing) {
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42);
        for (Member member : members) {
            List<SensitiveText> text = List.of(SensitiveText.of(member.text()));
            boolean grouped = missing != BrokenGate.Rule.EFFECTIVE_USERS;
            builder.add(member.subject(), grouped ? builder.digest(text, List.of()) : builder.digest(List.of(), text));
        }
        return builder.build(IntStream.range(0, members.size()).toArray());
    }

    Candidate candidate() {
        IdentityHashMap<Candidate.Node, Function<Set<String>, Draft>> redrafts = new IdentityHashMap<>();
        return candidate(roots.stream().map(root -> node(root, redrafts)).toList(), Redraft.each(redrafts));
    }

    Candidate candidate(List<Candidate.Node> nodes, Candidate.Redrafter redrafter) {
        List<FacetRow> rows = members.stream().map(Member::row).toList();
        InputReport input = new InputReport(0, 0, members.size(), 0, 0, 0, 0, 0, 0, 0);
        Provenance provenance = Provenance.of("test", 42, Map.of("summarizer", "hostile"));
        return new Candidate(rows, Answers.ALL, nodes, redrafter, input, provenance);
    }

    private List<HostileAuditor> panel() {
        return auditors.stream().map(HostileAuditor::new).toList();
    }

    private Candidate.Node node(Shape shape, IdentityHashMap<Candidate.Node, Function<Set<String>, Draft>> redrafts) {
        int[] rows = shape.claimed(members);
        List<Member> seen =
                IntStream.of(shape.members(members)).mapToObj(members::get).toList();
        List<KeyTerm> keyTerms = new ArrayList<>();
        shape.keyTerms().forEach(trick -> keyTerms.add(new KeyTerm(SensitiveText.of(trick.write(seen)), 9, 9, 1)));
        Candidate.Node node = new Candidate.Node(
                rows,
                Draft.of(shape.title().write(seen), shape.summary().write(seen)),
                keyTerms,
                shape.children().stream().map(child -> node(child, redrafts)).toList());
        redrafts.put(node, redraft(shape, rows, seen));
        return node;
    }

    /** One of the flaws is to change the rows after they were counted. */
    private Function<Set<String>, Draft> redraft(Shape shape, int[] rows, List<Member> seen) {
        AtomicInteger calls = new AtomicInteger();
        return failing -> {
            if (shape.flaw() == Shape.Flaw.OVERWRITTEN_LATER) {
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = i;
                }
            }
            int call = Math.min(calls.getAndIncrement(), shape.redrafts().size() - 1);
            return shape.redrafts().get(call).answer(seen);
        };
    }
}
