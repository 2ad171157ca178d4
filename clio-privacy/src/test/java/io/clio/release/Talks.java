package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.release.Candidate.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Conversations that a hostile extractor splits into parts as it likes, and one topic over the parts of all of them,
 * with one topic below it for each that a part may have.
 *
 * @param all the conversations
 */
record Talks(List<Talk> all) {
    static final List<String> TITLES = List.of("Cactus", "Violin");

    /** The topic of a part that is in no topic of the tree, not even in the uppermost one. */
    static final int NOWHERE = TITLES.size();

    static final int ENOUGH = 6;
    static final int MOST_USERS = 8;
    static final PrivacyPolicy POLICY =
            Scene.PAIRS.withMinConversations(ENOUGH).withMaxShare(0.5).withMaxConversationsPerUser(1_000);

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "nl");
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", LANGUAGES, "?");

    /** A conversation: whose it is, and for each of its parts the topic and the language. */
    record Talk(int user, List<Integer> topics, List<Integer> languages) {}

    /** One row: the conversation that it is of, and whose; its topic and its language. */
    record Row(int talk, int user, int topic, String language) {
        boolean isOf(String title) {
            return topic != NOWHERE && TITLES.get(topic).equals(title);
        }
    }

    /** Conversations of one part or more in some topics and languages, mostly in the first ones. */
    static Arbitrary<List<Talk>> some(Integer[] topics, Integer[] languages) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, MOST_USERS),
                        Arbitraries.integers().between(1, 5))
                .flatAs((user, parts) -> Combinators.combine(
                                Arbitraries.of(topics).list().ofSize(parts),
                                Arbitraries.of(languages).list().ofSize(parts))
                        .as((ofPart, in) -> new Talk(user, ofPart, in)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(24);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int talk = 0; talk < all.size(); talk++) {
            Talk of = all.get(talk);
            for (int part = 0; part < of.topics.size(); part++) {
                rows.add(new Row(talk, of.user, of.topics.get(part), LANGUAGES.get(of.languages.get(part))));
            }
        }
        return Collections.unmodifiableList(rows);
    }

    /** How many conversations some rows are of. */
    static int count(List<Row> rows, IntPredicate some) {
        return (int) IntStream.range(0, rows.size())
                .filter(some)
                .map(row -> rows.get(row).talk)
                .distinct()
                .count();
    }

    /** Releases them through the real gate. */
    Insights release(Optional<ReleaseLedger> ledger, boolean withTopics) {
        return release(ledger, withTopics, true);
    }

    /** Releases them through a gate that takes each part for a conversation. */
    Insights releaseAsConversations(Optional<ReleaseLedger> ledger, boolean withTopics) {
        return release(ledger, withTopics, false);
    }

    private Insights release(Optional<ReleaseLedger> ledger, boolean withTopics, boolean asParts) {
        List<Row> rows = rows();
        SupportIndex index = index(ledger, asParts);
        List<Node> topics = withTopics
                ? IntStream.range(0, TITLES.size())
                        .mapToObj(
                                topic -> node(TITLES.get(topic), rows, row -> rows.get(row).topic == topic, List.of()))
                        .toList()
                : List.of();
        Node root = node("Tax", rows, row -> rows.get(row).topic != NOWHERE, topics);
        List<FacetRow> values = rows.stream()
                .map(row -> new FacetRow(
                        Subject.unknown(),
                        FacetValues.builder().put(LANGUAGE, row.language).build()))
                .toList();
        Candidate candidate = new Candidate(
                values,
                List.of(LANGUAGE),
                List.of(root),
                refused -> refused.stream().map(one -> Draft.of("", "")).toList(),
                new InputReport(0, 0, all.size(), 0, 0, 0, 0, 0, 0, 0),
                Provenance.of("test", 42, Map.of()));
        ReleaseGate gate = ReleaseGate.of(POLICY, List.of());
        return ledger.map(gate::with).orElse(gate).release(candidate, index);
    }

    private static Node node(String title, List<Row> rows, IntPredicate of, List<Node> below) {
        int[] members = IntStream.range(0, rows.size()).filter(of).toArray();
        return new Node(members, Draft.of(title, ""), List.of(), below);
    }

    private SupportIndex index(Optional<ReleaseLedger> ledger, boolean asParts) {
        SupportIndex.Builder builder = ledger.map(kept -> SupportIndex.builder(POLICY, 42, kept))
                .orElseGet(() -> SupportIndex.builder(POLICY, 42));
        SupportIndex.Digest digest = builder.digest(List.of(SensitiveText.of("cactus violin tax")), List.of());
        for (Talk talk : all) {
            Subject subject = Subject.ofUser("user" + talk.user);
            int ticket = builder.add(subject, digest);
            for (int part = 1; part < talk.topics.size(); part++) {
                int unused = asParts ? builder.addPart(ticket, digest) : builder.add(subject, digest);
            }
        }
        return builder.build(IntStream.range(0, rows().size()).toArray());
    }
}
