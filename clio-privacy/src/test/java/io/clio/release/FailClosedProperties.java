package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.release.BrokenGate.Rule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Invariant I7. */
class FailClosedProperties {
    @Property
    void every_released_text_was_approved_by_every_auditor(@ForAll("worlds") World world) {
        Laws.every_auditor_has_approved(world.run());
    }

    @Property
    void an_auditor_that_never_approves_empties_the_release_and_the_report_counts_it(
            @ForAll("worlds") World world, @ForAll("failures") HostileAuditor.Kind failure) {
        Insights insights = world.withAuditors(failure).run().insights();
        Insights unaudited = world.withAuditors().run().insights();

        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld().containsKey(Withheld.NODE_NOT_APPROVED))
                .isEqualTo(!unaudited.roots().isEmpty());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_holds_for_the_second_gate_with_every_rule() {
        Bites.holdsWithEveryRule(worlds(), world -> Laws.every_auditor_has_approved(world.runWithout(Rule.NONE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_for_which_one_approval_is_enough() {
        Bites.withoutRule(
                Rule.AUDITORS_ALL_AGREE,
                worlds(),
                world -> Laws.every_auditor_has_approved(world.runWithout(Rule.AUDITORS_ALL_AGREE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_for_which_a_failed_auditor_has_approved() {
        Bites.withoutRule(
                Rule.AUDITORS_THAT_FAIL_DO_NOT_APPROVE,
                worlds(),
                world -> Laws.every_auditor_has_approved(world.runWithout(Rule.AUDITORS_THAT_FAIL_DO_NOT_APPROVE)));
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_does_not_show_auditors_the_fallback() {
        Bites.withoutRule(
                Rule.AUDITORS_SEE_THE_FALLBACK,
                worlds(),
                world -> Laws.every_auditor_has_approved(world.runWithout(Rule.AUDITORS_SEE_THE_FALLBACK)));
    }

    @Provide
    Arbitrary<HostileAuditor.Kind> failures() {
        return Arbitraries.of(
                HostileAuditor.Kind.REJECT,
                HostileAuditor.Kind.NULL,
                HostileAuditor.Kind.THROW,
                HostileAuditor.Kind.THROW_ERROR);
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.audited();
    }
}
