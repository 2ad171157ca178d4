package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.release.BrokenGate.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariant I8 without auditors: what an auditor sees is the wording, which a stricter policy changes, so with one
 * nothing can be promised.
 */
class MonotoneProperties {
    @Property
    void a_stricter_policy_releases_a_part_of_what_a_laxer_one_releases(
            @ForAll("worlds") World world, @ForAll("policies") PrivacyPolicy other) {
        isPartOf(stricter(world, other).run().insights(), world.run().insights());
    }

    @Tag(Bites.TAG)
    @Property(tries = 1, seed = "20")
    void the_law_bites_a_gate_that_replaces_a_topic_by_its_children() {
        PrivacyPolicy strict = PrivacyPolicy.standard().withMinConversations(8);
        Function<World, Insights> broken =
                world -> world.runWithout(Rule.PARENTS_STAY_WITH_CHILDREN).insights();
        Bites.withoutRule(
                Rule.PARENTS_STAY_WITH_CHILDREN,
                worlds(),
                world -> isPartOf(broken.apply(stricter(world, strict)), broken.apply(world)));
    }

    private static World stricter(World world, PrivacyPolicy other) {
        PrivacyPolicy lax = world.policy();
        return world.withPolicy(lax.withMinUsers(Math.max(lax.minUsers(), other.minUsers()))
                .withMinConversations(Math.max(lax.minConversations(), other.minConversations()))
                .withMinTermUsers(Math.max(lax.minTermUsers(), other.minTermUsers()))
                .withMaxShare(Math.min(lax.maxShare(), other.maxShare())));
    }

    private static void isPartOf(Insights strict, Insights lax) {
        assertThat(areParts(strict.roots(), lax.roots()))
                .as("%s is a part of %s", strict.toTree(), lax.toTree())
                .isTrue();
    }

    /** Says whether each strict topic is a lax one of its own, but for words; tries every way to tell which. */
    private static boolean areParts(List<Insight> strict, List<Insight> lax) {
        if (strict.isEmpty()) {
            return true;
        }
        Insight first = strict.get(0);
        return lax.stream()
                .filter(other -> isSame(first, other) && areParts(first.children(), other.children()))
                .anyMatch(other -> areParts(strict.subList(1, strict.size()), without(lax, other)));
    }

    private static List<Insight> without(List<Insight> topics, Insight one) {
        List<Insight> others = new ArrayList<>(topics);
        others.remove(one);
        return others;
    }

    private static boolean isSame(Insight strict, Insight lax) {
        return strict.users() == lax.users()
                && strict.conversations() == lax.conversations()
                && strict.facets().entrySet().stream()
                        .allMatch(facet -> lax.facets().get(facet.getKey()).containsAll(values(facet.getValue())));
    }

    /** What a stricter policy hides goes to the others. */
    private static List<FacetCell> values(List<FacetCell> cells) {
        return cells.stream().filter(cell -> !cell.isOther()).toList();
    }

    @Provide
    Arbitrary<World> worlds() {
        return Combinators.combine(Worlds.unaudited(), Worlds.policies()).as(World::withPolicy);
    }

    @Provide
    Arbitrary<PrivacyPolicy> policies() {
        return Worlds.policies();
    }
}
