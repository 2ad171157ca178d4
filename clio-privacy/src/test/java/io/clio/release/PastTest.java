package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.release.LedgerState.Report;
import io.clio.release.LedgerState.Shown;
import io.clio.release.LedgerState.ShownCell;
import io.clio.release.LedgerState.ShownTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Forty users with a conversation each, of whom two are enough; the rows from 40 on are gone. */
class PastTest {
    private static final int ROWS = 40;
    private static final int GONE = 10;
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de", "fr"), "?");
    private static final Candidate.Node NODE = new Candidate.Node(new int[0], Draft.of("", ""), List.of(), List.of());

    private final List<int[]> sets = new ArrayList<>();
    private final List<Shown> releases = new ArrayList<>();
    private PrivacyPolicy policy = Scene.PAIRS;

    private static int[] to(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private int set(int from, int to) {
        sets.add(to(from, to));
        return sets.size() - 1;
    }

    private ShownTopic topic(int from, int to, ShownTopic... children) {
        return new ShownTopic(
                set(from, to), to - from, new Wording.Released("Bread", ""), new TreeMap<>(), List.of(children));
    }

    private ShownTopic topicWith(int from, int to, ShownCell... cells) {
        SortedMap<String, List<ShownCell>> ofFacet = new TreeMap<>(Map.of("language", List.of(cells)));
        return new ShownTopic(set(from, to), to - from, new Wording.Released("Bread", ""), ofFacet, List.of());
    }

    private ShownCell cell(int order, String text, int from, int to) {
        return new ShownCell(new Cell.Label(order, text), set(from, to), to - from);
    }

    private void released(long proposal, int termUsers, int total, ShownTopic... roots) {
        releases.add(new Shown(
                proposal,
                total,
                sets.get(total).length,
                termUsers,
                new InputReport(0, 0, ROWS, 0, 0, 0, 0, 0, 0, 0),
                new Report(Map.of(), 0, 0, 0),
                List.of(roots)));
    }

    private Past past(int[]... families) {
        SupportIndex.Builder builder = SupportIndex.builder(policy, 42, ReleaseLedger.inMemory());
        for (int user = 0; user < ROWS; user++) {
            builder.add(
                    Subject.ofUser("user" + user),
                    builder.digest(List.of(SensitiveText.of("text " + user)), List.of()));
        }
        SupportIndex index = builder.build(to(0, ROWS));
        LastingNames.Names names = index.names().orElseThrow();
        int[] nobody = new int[ROWS + GONE];
        Arrays.fill(nobody, EffectiveUsers.NONE);
        LedgerState state = new LedgerState(
                LongStream.concat(Arrays.stream(names.ofRow()), LongStream.range(0, GONE))
                        .toArray(),
                to(0, ROWS + GONE),
                nobody,
                to(0, ROWS + GONE),
                LongStream.concat(Arrays.stream(names.ofUser()).limit(ROWS), LongStream.range(0, GONE))
                        .toArray(),
                0,
                sets,
                List.of(families),
                releases);
        return new Past(policy, ReleaseLedger.Scope.RELEASES, state, index, List.of(LANGUAGE));
    }

    @Test
    void the_rows_of_the_run_and_those_that_are_gone_are_counted() {
        Past past = past();

        assertThat(past.users().rows()).isEqualTo(ROWS + GONE);
        assertThat(past.users().of(to(0, ROWS + GONE))).isEqualTo(ROWS + GONE);
        assertThat(past.state().rows()).hasSize(ROWS + GONE);
    }

    @Test
    void the_first_total_is_shown() {
        assertThat(past().total(to(0, 3), 3)).satisfies(total -> {
            assertThat(total.rows()).containsExactly(0, 1, 2);
            assertThat(total.users()).isEqualTo(3);
            assertThat(total.before()).isEmpty();
        });
    }

    @Test
    void a_total_that_differs_by_too_few_is_shown_as_it_was() {
        released(1, 2, set(0, 30));
        Past past = past();

        for (int to : new int[] {29, 30, 31}) {
            assertThat(past.total(to(0, to), to)).satisfies(total -> {
                assertThat(total.rows()).hasSize(30);
                assertThat(total.users()).isEqualTo(30);
                assertThat(total.before()).contains(releases.get(0));
            });
        }
        assertThat(past.total(to(0, 32), 32).before()).isEmpty();
        assertThat(past.total(to(0, 32), 32).rows()).hasSize(32);
    }

    @Test
    void a_total_is_compared_with_each_release_even_if_its_rows_were_shown_once() {
        released(2, 2, set(0, 31));
        released(1, 2, set(0, 20));
        set(0, 30);

        assertThat(past().total(to(0, 30), 30).before()).contains(releases.get(0));
    }

    @Test
    void a_total_must_differ_by_enough_from_all_sets_too() {
        released(1, 2, set(0, 20));
        set(0, 31);

        assertThat(past().total(to(0, 30), 30).before()).contains(releases.get(0));
    }

    @Test
    void topics_whose_words_had_too_few_writers_for_todays_policy_do_not_come_back() {
        ShownTopic first = topic(0, 5);
        ShownTopic second = topic(5, 9);
        ShownTopic third = topic(9, 12);
        released(3, 3, set(0, 30), first);
        released(2, 1, set(0, 30), second);
        released(1, 2, set(0, 30), third);

        assertThat(past().roots()).containsExactly(List.of(first), List.of(third));
    }

    @Test
    void a_topic_is_found_again_by_its_rows_before_any_that_it_shares_most_with() {
        ShownTopic larger = topic(0, 10);
        ShownTopic same = topic(0, 9);

        assertThat(past().match(List.of(to(0, 9)), List.of(List.of(larger, same))))
                .containsExactly(Optional.of(same));
        assertThat(past().match(List.of(to(0, 8), to(0, 9)), List.of(List.of(larger, same))))
                .containsExactly(Optional.of(larger), Optional.of(same));
    }

    @Test
    void a_topic_is_found_again_if_more_than_half_of_all_rows_are_common() {
        ShownTopic ten = topic(0, 10);

        assertThat(past().match(List.of(to(3, 13)), List.of(List.of(ten)))).containsExactly(Optional.of(ten));
        assertThat(past().match(List.of(to(4, 14)), List.of(List.of(ten)))).containsExactly(Optional.empty());
        assertThat(past().match(List.of(to(0, 5)), List.of(List.of(ten))))
                .as("half is not more than half")
                .containsExactly(Optional.empty());
        assertThat(past().match(List.of(to(0, 6)), List.of(List.of(ten)))).containsExactly(Optional.of(ten));
        assertThat(past().match(List.of(to(20, 30)), List.of(List.of(ten)))).containsExactly(Optional.empty());
    }

    @Test
    void what_was_shown_is_found_once() {
        ShownTopic ten = topic(0, 10);
        ShownTopic again = new ShownTopic(ten.set(), 10, new Wording.Released("Rolls", ""), new TreeMap<>(), List.of());

        assertThat(past().match(List.of(to(0, 9), to(1, 10)), List.of(List.of(ten))))
                .containsExactly(Optional.of(ten), Optional.empty());
        assertThat(past().match(List.of(to(0, 9), to(1, 10)), List.of(List.of(ten), List.of(again))))
                .as("in another release it is the same")
                .containsExactly(Optional.of(ten), Optional.empty());
    }

    @Test
    void later_releases_come_before_earlier_ones() {
        ShownTopic later = topic(0, 8);
        ShownTopic earlier = topic(0, 9);
        ShownTopic other = topic(21, 29);

        assertThat(past().match(List.of(to(0, 9)), List.of(List.of(later), List.of(earlier))))
                .containsExactly(Optional.of(later));
        assertThat(past().match(List.of(to(0, 9), to(20, 29)), List.of(List.of(later), List.of(earlier, other))))
                .containsExactly(Optional.of(later), Optional.of(other));
    }

    @Test
    void a_topic_is_unchanged_if_it_has_the_very_same_rows() {
        ShownTopic ten = topic(0, 10);

        assertThat(past().isUnchanged(to(0, 10), ten)).isTrue();
        assertThat(past().isUnchanged(to(0, 11), ten)).isFalse();
    }

    @Test
    void the_last_release_had_more_if_more_of_who_is_here_stood_under_its_topics() {
        assertThat(past().hadMore(0)).as("there was none").isFalse();

        released(2, 2, set(0, 30), topic(0, 5), topic(3, 8), topic(ROWS - 1, ROWS + GONE));
        released(1, 2, set(0, 30), topic(0, 20));

        assertThat(past().hadMore(8)).isTrue();
        assertThat(past().hadMore(9)).isFalse();
    }

    @Test
    void topics_stay_as_they_were_if_the_same_is_proposed_or_if_that_is_wanted() {
        assertThat(past().asTheyWere(7, true, List.of(NODE)))
                .as("there was no release")
                .isEmpty();

        ShownTopic root = topic(0, 10, topic(0, 4), topic(20, 24));
        released(7, 2, set(0, 30), root);
        Past past = past();

        assertThat(past.asTheyWere(7, false, List.of(NODE)))
                .hasValueSatisfying(topics -> assertThat(topics).singleElement().satisfies(topic -> {
                    assertThat(topic.rows).isEqualTo(to(0, 10));
                    assertThat(topic.users).isEqualTo(10);
                    assertThat(topic.words).isEqualTo(root.words());
                    assertThat(topic.children).as("one is not inside").hasSize(1);
                    assertThat(topic.children.get(0).words).isEqualTo(root.words());
                }));
        assertThat(past.asTheyWere(8, false, List.of(NODE))).isEmpty();
        assertThat(past.asTheyWere(7, false, List.of())).isEmpty();
        assertThat(past.asTheyWere(8, true, List.of(NODE))).isPresent();
        policy = policy.withMinTermUsers(3);
        assertThat(past().asTheyWere(8, true, List.of(NODE)))
                .as("words had two writers")
                .isEmpty();
    }

    @Test
    void a_topic_that_a_stricter_policy_forbids_does_not_come_back() {
        ShownTopic root = topic(0, 4);
        policy = policy.withMinUsers(5);
        assertThat(past().asItWas(root, NODE, null)).isEmpty();
        policy = Scene.PAIRS.withMaxShare(0.25);
        assertThat(past().asItWas(root, NODE, null)).isPresent();
        policy = Scene.PAIRS.withMaxShare(0.2);
        assertThat(past().asItWas(root, NODE, null)).isEmpty();
    }

    @Test
    void cells_that_may_be_shown_are_and_others_stay_as_they_were_or_are_hidden() {
        ShownTopic before =
                topicWith(0, 20, cell(0, "en", 0, 9), cell(1, "de", 9, 14), cell(2, "fr", 25, 30), cell(3, "?", 0, 1));
        Cell en = new Cell(LANGUAGE, new Cell.Label(0, "en"), to(0, 10), 10, 10);
        Cell de = new Cell(LANGUAGE, new Cell.Label(1, "de"), to(10, 20), 10, 10);
        Cell fr = new Cell(LANGUAGE, new Cell.Label(2, "fr"), to(0, 21), 21, 21);

        List<Cell> cells = past().cells(LANGUAGE, List.of(de, fr, en), before, to(0, 20));

        assertThat(cells).hasSize(3);
        assertThat(cells.get(0)).satisfies(cell -> {
            assertThat(cell.asItWas).isTrue();
            assertThat(cell.rows).isEqualTo(to(0, 9));
            assertThat(cell.users).isEqualTo(9);
            assertThat(cell.isShown()).isTrue();
        });
        assertThat(cells.get(1)).as("none went who stayed, and enough came").satisfies(cell -> {
            assertThat(cell.asItWas).isTrue();
            assertThat(cell.rows).isEqualTo(to(9, 14));
        });
        assertThat(cells.get(2)).isSameAs(fr);
        assertThat(fr.reason()).isEqualTo(Withheld.CELL_TELLS_A_CHANGE);
    }

    @Test
    void a_cell_that_changed_by_enough_is_shown_anew() {
        ShownTopic before = topicWith(0, 20, cell(0, "en", 0, 9));
        Cell en = new Cell(LANGUAGE, new Cell.Label(0, "en"), to(0, 11), 11, 11);

        assertThat(past().cells(LANGUAGE, List.of(en), before, to(0, 20))).containsExactly(en);
        assertThat(en.isShown()).isTrue();
        assertThat(past().cells(LANGUAGE, List.of(), null, to(0, 20))).isEmpty();
        assertThat(past().cells(Facet.vocabulary("turns", List.of("1"), "?"), List.of(), before, to(0, 20)))
                .isEmpty();
    }

    private static Topic fresh(int from, int to) {
        return new Topic(NODE, to(from, to), to - from, to - from, new TreeMap<>());
    }

    private boolean hides(Past past, Topic... topics) {
        return past.hideWhatTellsAChange(new Suppression(policy, past.users(), to(0, 30), List.of(topics)));
    }

    @Test
    void without_sets_that_were_shown_nothing_has_to_be_hidden() {
        Topic one = fresh(0, 4);

        assertThat(hides(past(), one, fresh(4, 29))).isFalse();
        assertThat(one.isShown()).isTrue();
    }

    @Test
    void the_smallest_part_is_hidden_that_would_tell_a_change() {
        set(0, 15);
        Topic small = fresh(0, 4);
        Topic middle = fresh(4, 14);
        Topic large = fresh(15, 28);
        Past past = past();

        assertThat(hides(past, large, middle, small)).isTrue();
        assertThat(small.reason()).isEqualTo(Withheld.NODE_TELLS_A_CHANGE);
        assertThat(middle.isShown()).isTrue();
        assertThat(large.isShown()).isTrue();
        assertThat(hides(past, large, middle, small)).as("a second time").isFalse();
    }

    @Test
    void parts_of_one_size_are_hidden_together_and_cells_say_that_they_are_cells() {
        set(0, 15);
        Topic one = fresh(0, 7);
        Topic other = fresh(7, 14);
        assertThat(hides(past(), one, other)).isTrue();
        assertThat(one.isShown()).isFalse();
        assertThat(other.isShown()).isFalse();

        Cell en = new Cell(LANGUAGE, new Cell.Label(0, "en"), to(0, 6), 6, 6);
        Cell de = new Cell(LANGUAGE, new Cell.Label(1, "de"), to(6, 14), 8, 8);
        Topic all = new Topic(NODE, to(0, 30), 30, 30, new TreeMap<>(Map.of("language", List.of(en, de))));
        assertThat(hides(past(), all)).isTrue();
        assertThat(en.reason()).isEqualTo(Withheld.CELL_TELLS_A_CHANGE);
        assertThat(de.isShown()).isTrue();
    }
}
