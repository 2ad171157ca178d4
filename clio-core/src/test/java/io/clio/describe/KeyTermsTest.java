package io.clio.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.KeyTerm;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyTermsTest {
    private static final Facet<SensitiveText> REQUEST = Facet.text("request", "?");
    private static final int MIN_USERS = 3;

    private final List<FacetRow> rows = new ArrayList<>();

    @Test
    void a_phrase_needs_enough_users_and_not_only_conversations() {
        say("compost", "ann", "bob", "cleo");
        say("mortgage", "ann", "ann", "ann", "bob", "bob");
        assertThat(terms(all())).contains("compost").doesNotContain("mortgage");
    }

    @Test
    void unknown_users_do_not_count() {
        say("compost", "ann", "bob", null, null, null);
        assertThat(terms(all())).isEmpty();
    }

    @Test
    void a_term_says_how_many_stand_behind_it() {
        say("compost", "ann", "bob", "cleo", "cleo", null);
        assertThat(keyTerms(all(), new int[0])).singleElement().satisfies(term -> {
            assertThat(term.users()).isEqualTo(3);
            assertThat(term.conversations()).isEqualTo(5);
        });
    }

    @Test
    void what_sets_a_group_apart_comes_before_what_is_said_everywhere() {
        say("compost weather", "ann", "bob", "cleo", "dora");
        say("mortgage weather", "ann", "bob", "cleo", "dora");
        List<String> terms =
                terms(IntStream.range(0, 4).toArray(), IntStream.range(4, 8).toArray());
        assertThat(terms).first().asString().contains("compost");
        assertThat(terms).noneMatch(term -> term.contains("mortgage"));
    }

    @Test
    void a_word_gives_way_to_the_phrase_that_it_stands_in() {
        say("credit card", "ann", "bob", "cleo");
        assertThat(terms(all())).containsExactly("credit card");
    }

    @Test
    void the_order_of_strength_is_the_order_of_scores() {
        say("compost heap", "ann", "bob", "cleo", "dora");
        say("slug damage", "ann", "bob", "cleo");
        assertThat(keyTerms(all(), new int[0]))
                .extracting(KeyTerm::score)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void rows_without_a_text_do_no_harm() {
        say("compost", "ann", "bob", "cleo");
        rows.add(new FacetRow(Subject.ofUser("dora"), FacetValues.none()));
        assertThat(terms(all())).containsExactly("compost");
    }

    @Test
    void an_empty_group_has_no_terms() {
        say("compost", "ann", "bob", "cleo");
        assertThat(terms(new int[0])).isEmpty();
    }

    private void say(String text, String... users) {
        for (String user : users) {
            Subject subject = user == null ? Subject.unknown() : Subject.ofUser(user);
            rows.add(new FacetRow(
                    subject,
                    FacetValues.builder().put(REQUEST, SensitiveText.of(text)).build()));
        }
    }

    private int[] all() {
        return IntStream.range(0, rows.size()).toArray();
    }

    private List<String> terms(int[] group) {
        return terms(group, new int[0]);
    }

    private List<String> terms(int[] group, int[] near) {
        return keyTerms(group, near).stream().map(term -> term.text().reveal()).toList();
    }

    private List<KeyTerm> keyTerms(int[] group, int[] near) {
        return new KeyTerms(rows, IntStream.range(0, rows.size()).toArray(), REQUEST, MIN_USERS)
                .of(group, near, List.of());
    }
}
