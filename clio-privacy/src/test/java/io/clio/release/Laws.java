package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The invariants as assertions over a run, whichever gate decided it. */
final class Laws {
    private Laws() {}

    /** I1. */
    static void enough_users_and_conversations(Run run) {
        PrivacyPolicy policy = run.world().policy();
        for (Plain.Match match : new Plain(run.world()).matches(run.insights())) {
            Insight insight = match.insight();
            assertThat(match.options())
                    .as("proposed nodes with the counts of %s", insight)
                    .isNotEmpty();
            assertThat(insight.users()).as("users of %s", insight).isGreaterThanOrEqualTo(policy.minUsers());
            assertThat(insight.conversations())
                    .as("conversations of %s", insight)
                    .isGreaterThanOrEqualTo(policy.minConversations());
            cells(insight).forEach(cell -> {
                assertThat(cell.users()).as("users of cell %s", cell).isGreaterThanOrEqualTo(policy.minUsers());
                assertThat(cell.conversations())
                        .as("conversations of cell %s", cell)
                        .isGreaterThanOrEqualTo(policy.minConversations());
            });
            assertThat(insight.facets().getOrDefault("request", List.of()))
                    .as("cells of free text")
                    .isEmpty();
        }
    }

    /** I3: of the nodes that a topic can be, one supports all its words. */
    static void every_telling_word_has_enough_writers(Run run) {
        Plain plain = new Plain(run.world());
        List<Set<String>> written = run.world().members().stream()
                .map(member -> PlainWords.supported(member.text()))
                .toList();
        for (Plain.Match match : plain.matches(run.insights())) {
            Set<String> telling = new HashSet<>();
            textsOf(match.insight()).forEach(text -> telling.addAll(PlainWords.telling(text)));
            assertThat(match.options())
                    .as("nodes that support %s of %s", telling, match.insight())
                    .anyMatch(rows -> telling.stream()
                            .allMatch(word -> plain.users(writersOf(word, rows, written))
                                    >= run.world().policy().minTermUsers()));
        }
    }

    private static List<Integer> writersOf(String word, Set<Integer> rows, List<Set<String>> written) {
        return rows.stream().filter(row -> written.get(row).contains(word)).toList();
    }

    /** I3 and I4 in part: what one user alone knows is not spelled out, whatever stands between its letters. */
    static void no_secret_is_spelled_out(Run run) {
        Set<String> secrets = new HashSet<>();
        run.world().members().forEach(member -> secrets.add(member.secret()));
        for (Insight insight : run.insights().all().toList()) {
            for (String text : textsOf(insight)) {
                String letters = PlainWords.folded(text).replaceAll("[^\\p{L}\\p{N}]", "");
                assertThat(secrets).noneMatch(letters::contains);
                assertThat(text.replaceAll("\\P{IsHan}", "")).doesNotContain(Vocabulary.NAME_OF_COMMON_CHARACTERS);
            }
        }
    }

    /** I5. */
    static void no_structured_identifier(Run run) {
        for (Insight insight : run.insights().all().toList()) {
            assertThat(textsOf(insight)).noneMatch(PlainIdentifiers::in);
            assertThat(PlainIdentifiers.in(insight.title())).isFalse();
        }
    }

    /** I6. */
    static void nothing_names_anybody(Run run) {
        namesNobody(run.world(), String.join("\n", everythingThatLeaves(run.insights())));
    }

    static void namesNobody(World world, String leaving) {
        String folded = leaving.toLowerCase(Locale.ROOT);
        Set<String> names = new HashSet<>();
        world.members()
                .forEach(member -> names.addAll(List.of(member.userId(), member.conversationId(), member.secret())));
        assertThat(names).noneMatch(folded::contains);
    }

    /** I6 for what is thrown: the message, the causes, the whole trace. */
    static void nothing_thrown_names_anybody(World world, BrokenGate.Rule missing) {
        try {
            world.runWithout(missing);
        } catch (Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            namesNobody(world, trace.toString());
        }
    }

    /** I7. */
    static void every_auditor_has_approved(Run run) {
        for (Insight insight : run.insights().all().toList()) {
            assertThat(run.auditors()).as("auditors of %s", insight).allMatch(auditor -> auditor.hasApproved(insight));
        }
    }

    /** Titles without the number that the gate may add, summaries, labels that come from the data. */
    private static List<String> textsOf(Insight insight) {
        List<String> texts = new ArrayList<>();
        texts.add(insight.title().replaceFirst(" \\(\\d+\\)$", ""));
        texts.add(insight.summary());
        insight.facets().getOrDefault("topic", List.of()).forEach(cell -> texts.add(cell.value()));
        return texts;
    }

    private static List<FacetCell> cells(Insight insight) {
        return insight.facets().values().stream().flatMap(List::stream).toList();
    }

    private static List<String> everythingThatLeaves(Insights insights) {
        List<String> leaving = new ArrayList<>(List.of(
                InsightsFile.toJson(insights),
                insights.toString(),
                insights.toTree(),
                insights.explanation(),
                insights.input().toString(),
                insights.policy().toString(),
                insights.privacyReport().toString(),
                insights.guarantee().toString(),
                insights.provenance().toString()));
        insights.all().forEach(insight -> {
            leaving.add(insight.toString());
            cells(insight).forEach(cell -> leaving.add(cell.toString()));
        });
        return leaving;
    }
}
