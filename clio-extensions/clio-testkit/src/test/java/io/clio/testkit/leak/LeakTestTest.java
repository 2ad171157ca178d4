package io.clio.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Pipeline;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.release.Auditors;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import io.clio.testkit.population.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LeakTestTest {
    private static final Pipeline PIPELINE =
            Clio.pipeline().embedder(Embedders.hashing()).clusterTogether().threads(2);

    private static final List<Conversation> BACKGROUND =
            Background.draw(Background.of(Population.of(9).size(200)), 120, 1);

    /** Among few conversations, so that each test takes seconds. */
    private static LeakTest small(Pipeline pipeline) {
        return LeakTest.of(pipeline)
                .background(Conversations.of(BACKGROUND))
                .canaries(100, 1)
                .trials(16)
                .accounts(20)
                .pairs(16);
    }

    @Test
    void nothing_leaks_through_the_gate_and_every_attack_would_have_found_it() {
        LeakReport report = small(PIPELINE).run();

        assertThatCode(report::assertNothingLeaks).doesNotThrowAnyException();
        assertThat(report.figure(Attack.CANARIES, "leaked").value()).isZero();
        assertThat(report.figure(Attack.CANARIES, "share leaked without the gate")
                        .value())
                .isGreaterThan(0.5);
        assertThat(report.figure(Attack.NAMES, "leaked").judgement()).isEqualTo(Judgement.HELD);
    }

    @ParameterizedTest
    @EnumSource(
            value = Attack.class,
            names = {"CANARIES", "ECHO", "MEMBERSHIP", "NAMES"})
    void each_attack_finds_a_gate_that_lets_everything_through(Attack attack) {
        LeakReport report =
                small(PIPELINE).only(attack).through(new BrokenDoor()).run();

        assertThat(report.leaks()).isTrue();
        assertThatThrownBy(report::assertNothingLeaks)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("leaks")
                .hasMessageContaining(attack.toString());
    }

    @Test
    void a_guess_succeeds_from_one_account_less_than_support_a_word() {
        // One topic, so that every account shares the target's.
        Pipeline together = PIPELINE.clusterer(Clusterers.kMeans(1));
        LeakTest test = small(together).only(Attack.GUESS).accountsPerGuess(1, 4);

        LeakReport report = test.run();

        assertThat(report.figure(Attack.GUESS, "success, 4 per guess").value()).isGreaterThan(0.5);
        assertThat(report.figure(Attack.GUESS, "success, 1 per guess").value()).isLessThan(0.4);
        assertThat(report.leaks()).isFalse();
    }

    @Test
    void the_price_of_a_guess_is_the_policys() {
        Pipeline cheap =
                PIPELINE.privacy(PrivacyPolicy.standard().withMinTermUsers(2).withMinConversations(5));

        LeakReport report = small(cheap).only(Attack.GUESS).run();

        assertThat(report.figure(Attack.GUESS, "success, 1 per guess").value()).isGreaterThan(0.5);
    }

    @Test
    void an_attack_that_gets_nothing_without_a_gate_either_shows_nothing() {
        Pipeline blind = PIPELINE.screen(conversation -> false);

        LeakReport report = small(blind).only(Attack.ECHO).run();

        assertThat(report.leaks()).isFalse();
        assertThat(report.isUnproven()).isTrue();
        assertThatThrownBy(report::assertNothingLeaks)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shows nothing");
    }

    @Test
    void canaries_of_another_seed_are_other_canaries() {
        Set<String> one = planted(1);
        Set<String> other = planted(2);

        assertThat(one).hasSizeGreaterThan(120);
        assertThat(other).hasSizeGreaterThan(120);
        other.retainAll(one);
        // Some ordinary ones, which redaction changed.
        assertThat(other).hasSizeLessThan(10);
    }

    /** What the pipeline reads in two runs, but for what stands in the background as well. */
    private static Set<String> planted(long seed) {
        Set<String> ordinary = BACKGROUND.stream().map(LeakTestTest::text).collect(Collectors.toSet());
        Set<String> planted = ConcurrentHashMap.newKeySet();
        Pipeline watched = PIPELINE.screen(conversation -> {
            planted.add(text(conversation));
            return true;
        });
        LeakReport report =
                small(watched).only(Attack.CANARIES).canaries(130, 1).seed(seed).run();
        assertThat(report.figure(Attack.CANARIES, "leaked").detail()).contains("over 2 runs");
        planted.removeAll(ordinary);
        return planted;
    }

    private static String text(Conversation conversation) {
        return conversation.contents(Role.USER).map(SensitiveText::reveal).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "CANARIES, leaked",
        "ECHO, '95 % upper bound, 20 accounts'",
        "MEMBERSHIP, best AUC away from thresholds",
        "NAMES, leaked"
    })
    void where_nothing_is_released_nothing_is_shown(Attack attack, String figure) {
        Pipeline strict = PIPELINE.privacy(PrivacyPolicy.strict());

        LeakReport report = small(strict).only(attack).run();

        assertThat(report.figure(attack, figure).judgement()).isEqualTo(Judgement.UNPROVEN);
    }

    @Test
    void a_policy_for_which_too_few_accounts_can_be_planted_is_not_proven() {
        Pipeline many = PIPELINE.privacy(
                PrivacyPolicy.standard().withMinConversations(1_000).withMinTermUsers(100));

        LeakReport report =
                small(many).only(Attack.MEMBERSHIP, Attack.NAMES).pairs(2).run();

        Figure threshold = report.figure(Attack.MEMBERSHIP, "best AUC at a threshold");
        assertThat(threshold.judgement()).isEqualTo(Judgement.UNPROVEN);
        assertThat(threshold.detail())
                .isEqualTo("not tried: the policy asks for 1000 conversations, and at most 600 can be planted");
        Figure names = report.figure(Attack.NAMES, "leaked");
        assertThat(names.judgement()).isEqualTo(Judgement.UNPROVEN);
        assertThat(names.detail()).contains("a word needs 100 users", "at most 600 can be planted");
    }

    @Test
    void auditors_are_examined_in_several_languages() {
        LeakTest test = LeakTest.of(PIPELINE.auditor(PrivacyAuditor.each(draft -> Verdict.APPROVED)))
                .only(Attack.AUDITOR);
        LeakTest strict = LeakTest.of(PIPELINE.auditor(PrivacyAuditor.each(draft -> Verdict.REJECTED)))
                .only(Attack.AUDITOR);
        LeakTest code =
                LeakTest.of(PIPELINE.auditor(Auditors.personalDetails())).only(Attack.AUDITOR);
        LeakTest broken = LeakTest.of(PIPELINE.auditor(drafts -> {
                    throw new IllegalStateException("no");
                }))
                .only(Attack.AUDITOR);

        assertThat(test.run().figure(Attack.AUDITOR, "recall").value()).isZero();
        assertThat(test.run().figure(Attack.AUDITOR, "false alarms").value()).isZero();
        assertThat(strict.run().figure(Attack.AUDITOR, "recall").value()).isEqualTo(1);
        assertThat(strict.run().figure(Attack.AUDITOR, "false alarms").value()).isEqualTo(1);
        assertThat(broken.run().figure(Attack.AUDITOR, "recall").value()).isZero();
        assertThat(broken.run().figure(Attack.AUDITOR, "false alarms").value()).isEqualTo(1);
        assertThat(code.run().figure(Attack.AUDITOR, "recall").value()).isStrictlyBetween(0.3, 1.0);
        assertThat(code.run().figure(Attack.AUDITOR, "false alarms").value()).isLessThan(0.3);
    }

    @Test
    void the_same_seed_gives_the_same_figures() {
        LeakTest test = small(PIPELINE).only(Attack.ECHO, Attack.NAMES).trials(8);

        assertThat(test.run().toJson()).isEqualTo(test.run().toJson());
    }

    @Test
    void a_background_of_ones_own_is_attacked_and_does_not_show_in_the_report() {
        List<Conversation> own = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            own.add(Conversation.of(
                    Subject.ofUser("somebody" + i % 40),
                    Message.user("Quetzal feathers of variety " + i + " need careful washing in spring water.")));
        }

        LeakReport report = small(PIPELINE)
                .background(Conversations.of(own))
                .only(Attack.CANARIES, Attack.NAMES)
                .run();

        assertThat(report.figure(Attack.CANARIES, "leaked").detail()).matches("of 1\\d\\d canaries over 1 runs");
        assertThat(report.leaks()).isFalse();
        assertThat(report + report.toJson())
                .doesNotContainIgnoringCase("quetzal")
                .doesNotContain("somebody");
    }

    @Test
    void a_scheduler_gets_a_task() {
        List<LeakReport> reports = new ArrayList<>();
        Runnable task = LeakTest.of(PIPELINE).only(Attack.AUDITOR).task(reports::add);

        task.run();
        task.run();

        assertThat(reports).hasSize(2).allMatch(report -> !report.leaks());
    }

    @Test
    void progress_is_told_in_counts() {
        List<String> steps = new ArrayList<>();

        LeakReport report = small(PIPELINE)
                .only(Attack.ECHO)
                .trials(12)
                .watcher((attack, done, total) -> steps.add(attack + " " + done + "/" + total))
                .run();

        assertThat(report.figures()).isNotEmpty();
        assertThat(steps).containsExactly("echo 1/3", "echo 2/3", "echo 3/3");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatThrownBy(() -> LeakTest.ofDefaults().trials(0)).hasMessageContaining("trials must be >= 1, got 0");
        assertThatThrownBy(() -> LeakTest.ofDefaults().accounts(501)).hasMessageContaining("got 501");
        assertThatThrownBy(() -> LeakTest.ofDefaults().accountsPerGuess(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> LeakTest.ofDefaults().pairs(1)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> LeakTest.ofDefaults().canaries(1, 11)).hasMessageContaining("got 11");
    }
}
