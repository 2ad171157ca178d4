package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.release.Candidate.Node;
import io.clio.spi.PrivacyAuditor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A handful of conversations written out by hand, and nodes over all of them. */
final class Scene {
    /** Two users, two conversations, words of two users. */
    static final PrivacyPolicy PAIRS = PrivacyPolicy.standard()
            .withMinUsers(2)
            .withMinConversations(2)
            .withMinTermUsers(2)
            .withCountsRoundedTo(1)
            .withMaxShare(1)
            .withMinAuditorRecall(0);

    static final Function<Set<String>, Draft> NO_REDRAFT = failing -> null;

    private final List<Subject> subjects = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<FacetRow> rows = new ArrayList<>();
    private final List<Facet<?>> facets = new ArrayList<>();
    private final List<PrivacyAuditor> auditors = new ArrayList<>();
    private final IdentityHashMap<Node, Function<Set<String>, Draft>> redrafts = new IdentityHashMap<>();
    private PrivacyPolicy policy = PAIRS;

    /** One conversation of each of some users. */
    static Scene ofUsers(int users, String text) {
        Scene scene = new Scene();
        for (int user = 1; user <= users; user++) {
            scene.says("user" + user, text);
        }
        return scene;
    }

    Scene says(String user, String text) {
        return says(user, text, FacetValues.none());
    }

    Scene says(String user, String text, FacetValues values) {
        return add(Subject.ofUser(user), text, values);
    }

    Scene nobodySays(String text) {
        return add(Subject.unknown(), text, FacetValues.none());
    }

    private Scene add(Subject subject, String text, FacetValues values) {
        subjects.add(subject);
        texts.add(text);
        rows.add(new FacetRow(Subject.unknown(), values));
        return this;
    }

    Scene under(PrivacyPolicy other) {
        policy = other;
        return this;
    }

    Scene brokenDownBy(Facet<?> facet) {
        facets.add(facet);
        return this;
    }

    Scene watchedBy(PrivacyAuditor... others) {
        auditors.addAll(List.of(others));
        return this;
    }

    SupportIndex index() {
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42);
        for (int row = 0; row < texts.size(); row++) {
            builder.add(subjects.get(row), builder.digest(List.of(SensitiveText.of(texts.get(row))), List.of()));
        }
        return builder.build(everyRow());
    }

    int[] everyRow() {
        return IntStream.range(0, texts.size()).toArray();
    }

    Node node(Draft draft, Function<Set<String>, Draft> redraft, String... keyTerms) {
        return redrafted(new Node(everyRow(), draft, keyTerms(keyTerms), List.of()), redraft);
    }

    /** Says what a node's summarizer answers when its draft was refused. */
    Node redrafted(Node node, Function<Set<String>, Draft> redraft) {
        redrafts.put(node, redraft);
        return node;
    }

    Node titled(String title) {
        return node(Draft.of(title, ""), NO_REDRAFT);
    }

    static List<KeyTerm> keyTerms(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new KeyTerm(SensitiveText.of(text), 9, 9, 1))
                .toList();
    }

    Insights release(Node... nodes) {
        return release(index(), nodes);
    }

    Insights release(SupportIndex index, Node... nodes) {
        return ReleaseGate.of(policy, auditors).release(candidate(nodes), index);
    }

    Candidate candidate(Node... nodes) {
        InputReport input = new InputReport(0, 0, texts.size(), 0, 0, 0, 0, 0, 0, 0);
        return new Candidate(
                rows, facets, List.of(nodes), Redraft.each(redrafts), input, Provenance.of("test", 42, Map.of()));
    }
}
