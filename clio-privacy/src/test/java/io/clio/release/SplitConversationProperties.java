package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariant I1 where an extractor, which may be hostile, splits conversations: into however many rows it does, they
 * count once.
 */
class SplitConversationProperties {
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de"), "?");
    private static final List<String> TITLES = List.of("Cactus", "Violin");
    private static final int ENOUGH = 6;
    private static final int MOST_USERS = 8;
    private static final PrivacyPolicy POLICY =
            Scene.PAIRS.withMinConversations(ENOUGH).withMaxShare(0.5).withMaxConversationsPerUser(1_000);

    /** A conversation: whose it is, and for each of its parts the topic and the language. */
    private record Talk(int user, List<Integer> topics, List<Integer> languages) {}

    /** One row: the conversation that it is of, and whose; its topic and its language. */
    private record Row(int talk, int user, int topic, int language) {}

    @Property
    void the_parts_of_a_conversation_count_once(@ForAll("talks") List<Talk> talks) {
        requireEachNumberCountsConversations(talks, release(talks, true));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_counts_parts_as_conversations() {
        assertThatThrownBy(() -> talks().sampleStream()
                        .limit(200)
                        .forEach(talks -> requireEachNumberCountsConversations(talks, release(talks, false))))
                .isInstanceOf(AssertionError.class);
    }

    private static void requireEachNumberCountsConversations(List<Talk> talks, Insights insights) {
        List<Row> rows = rows(talks);
        assertThat(insights.conversations()).isEqualTo(talks(rows, row -> true));
        for (Insight root : insights.roots()) {
            requireEnough(root, rows, row -> true);
            root.children()
                    .forEach(child -> requireEnough(
                            child, rows, row -> TITLES.get(rows.get(row).topic).equals(child.title())));
            Set<String> shown = root.children().stream().map(Insight::title).collect(Collectors.toSet());
            IntPredicate isLeft = row -> !shown.contains(TITLES.get(rows.get(row).topic));
            requireNoneOrEnough(talks(rows, isLeft));
            // What a reader finds who subtracts one number from the other.
            requireNoneOrEnough(talks(rows, row -> true) - talks(rows, isLeft.negate()));
        }
    }

    private static void requireNoneOrEnough(int left) {
        assertThat(left == 0 || left >= ENOUGH)
                .as("left of the whole: %s", left)
                .isTrue();
    }

    private static void requireEnough(Insight insight, List<Row> rows, IntPredicate within) {
        assertThat(insight.conversations()).isEqualTo(talks(rows, within)).isGreaterThanOrEqualTo(ENOUGH);
        for (int user = 0; user <= MOST_USERS; user++) {
            int some = user;
            assertThat(talks(rows, within.and(row -> rows.get(row).user == some)))
                    .as("conversations of one user")
                    .isLessThanOrEqualTo(insight.conversations() / 2);
        }
        Set<String> shown = new TreeSet<>();
        for (FacetCell cell : insight.facets().get("language")) {
            if (!cell.isOther()) {
                shown.add(cell.value());
            }
        }
        for (FacetCell cell : insight.facets().get("language")) {
            IntPredicate ofCell = row -> cell.isOther()
                    ? !shown.contains(language(rows.get(row)))
                    : language(rows.get(row)).equals(cell.value());
            assertThat(cell.conversations())
                    .isEqualTo(talks(rows, within.and(ofCell)))
                    .isGreaterThanOrEqualTo(ENOUGH);
        }
    }

    private static String language(Row row) {
        return row.language == 0 ? "en" : "de";
    }

    /** How many conversations some rows are of. */
    private static int talks(List<Row> rows, IntPredicate some) {
        return (int) IntStream.range(0, rows.size())
                .filter(some)
                .map(row -> rows.get(row).talk)
                .distinct()
                .count();
    }

    private static List<Row> rows(List<Talk> talks) {
        List<Row> rows = new ArrayList<>();
        for (int talk = 0; talk < talks.size(); talk++) {
            for (int part = 0; part < talks.get(talk).topics.size(); part++) {
                Talk of = talks.get(talk);
                rows.add(new Row(talk, of.user, of.topics.get(part), of.languages.get(part)));
            }
        }
        return rows;
    }

    @Example
    void what_is_shown_as_it_was_has_the_number_that_it_had_even_if_a_split_conversation_is_gone() {
        List<Talk> talks = IntStream.range(0, 20)
                .mapToObj(user -> new Talk(user, Collections.nCopies(5, 0), Collections.nCopies(5, 0)))
                .toList();
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Insights before = release(talks, true, Optional.of(ledger));
        Insights after = release(talks.subList(0, 19), true, Optional.of(ledger));

        assertThat(before.roots()).hasSize(1);
        assertThat(before.roots().get(0).conversations()).isEqualTo(20);
        assertThat(after.conversations()).isEqualTo(20);
        assertThat(after.roots()).isEqualTo(before.roots());
        assertThat(release(talks, true, Optional.of(ledger)).roots()).isEqualTo(before.roots());
    }

    private static Insights release(List<Talk> talks, boolean asParts) {
        return release(talks, asParts, Optional.empty());
    }

    private static Insights release(List<Talk> talks, boolean asParts, Optional<ReleaseLedger> ledger) {
        List<Row> rows = rows(talks);
        SupportIndex.Builder builder = ledger.map(kept -> SupportIndex.builder(POLICY, 42, kept))
                .orElseGet(() -> SupportIndex.builder(POLICY, 42));
        SupportIndex.Digest digest = builder.digest(List.of(SensitiveText.of("cactus violin tax")), List.of());
        for (Talk talk : talks) {
            Subject subject = Subject.ofUser("user" + talk.user);
            int ticket = builder.add(subject, digest);
            for (int part = 1; part < talk.topics.size(); part++) {
                int unused = asParts ? builder.addPart(ticket, digest) : builder.add(subject, digest);
            }
        }
        Node root = new Node(
                IntStream.range(0, rows.size()).toArray(),
                Draft.of("Tax", ""),
                List.of(),
                IntStream.range(0, TITLES.size())
                        .mapToObj(topic -> topic(topic, rows))
                        .toList());
        List<FacetRow> values = rows.stream()
                .map(row -> new FacetRow(
                        Subject.unknown(),
                        FacetValues.builder().put(LANGUAGE, language(row)).build()))
                .toList();
        Candidate candidate = new Candidate(
                values,
                List.of(LANGUAGE),
                List.of(root),
                refused -> refused.stream().map(one -> Draft.of("", "")).toList(),
                new InputReport(0, 0, talks.size(), 0, 0, 0, 0, 0, 0, 0),
                Provenance.of("test", 42, Map.of()));
        SupportIndex index = builder.build(IntStream.range(0, rows.size()).toArray());
        ReleaseGate gate = ReleaseGate.of(POLICY, List.of());
        return ledger.map(gate::with).orElse(gate).release(candidate, index);
    }

    private static Node topic(int topic, List<Row> rows) {
        int[] of = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).topic == topic)
                .toArray();
        return new Node(of, Draft.of(TITLES.get(topic), ""), List.of(), List.of());
    }

    @Provide
    Arbitrary<List<Talk>> talks() {
        Arbitrary<Integer> either = Arbitraries.of(0, 0, 0, 1);
        return Combinators.combine(
                        Arbitraries.integers().between(0, MOST_USERS),
                        Arbitraries.integers().between(1, 5))
                .flatAs((user, parts) -> Combinators.combine(
                                either.list().ofSize(parts), either.list().ofSize(parts))
                        .as((topics, languages) -> new Talk(user, topics, languages)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(24);
    }
}
