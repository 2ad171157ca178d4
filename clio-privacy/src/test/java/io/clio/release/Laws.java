package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The invariants as assertions over a run, whichever gate decided it. */
final class Laws {
    private Laws() {}

    /** I1: what was released can be a proposed node that is large enough, and its cells cells of it that are. */
    static void enough_users_and_conversations(Run run) {
        Plain plain = new Plain(run.world());
        for (Plain.Match match : plain.matches(run.insights())) {
            Insight insight = match.insight();
            assertThat(match.options())
                    .as("proposed nodes that are large enough, with the counts and cells of %s", insight)
                    .anyMatch(rows -> plain.isEnough(rows) && cellsAreEnough(plain, insight, rows));
            assertThat(insight.facets().getOrDefault("request", List.of()))
                    .as("cells of free text")
                    .isEmpty();
        }
    }

    private static boolean cellsAreEnough(Plain plain, Insight insight, Set<Integer> rows) {
        return insight.facets().entrySet().stream()
                .allMatch(facet -> plain.rowsOf(facet.getKey(), facet.getValue(), rows).values().stream()
                        .allMatch(plain::isEnough));
    }

    /** I2, where the released numbers leave no doubt which proposed node is which. */
    static void nothing_can_be_found_by_subtraction(Run run) {
        Plain plain = new Plain(run.world());
        plain.resolved(run.insights()).ifPresent(roots -> {
            assertThat(roots.isEmpty() || plain.isEmptyOrEnough(left(plain.everyRow(), roots)))
                    .as("all without the roots")
                    .isTrue();
            roots.forEach(root -> nothingBelow(plain, root));
        });
    }

    private static Set<Integer> left(Set<Integer> whole, List<Plain.Node> shown) {
        Set<Integer> left = new HashSet<>(whole);
        shown.forEach(node -> left.removeAll(node.rows()));
        return left;
    }

    private static void nothingBelow(Plain plain, Plain.Node node) {
        if (!node.children().isEmpty()) {
            assertThat(plain.isEmptyOrEnough(left(node.rows(), node.children())))
                    .as("%s without its children", node.insight())
                    .isTrue();
        }
        node.insight().facets().forEach((facet, cells) -> {
            List<FacetCell> values =
                    cells.stream().filter(cell -> !cell.isOther()).toList();
            Map<FacetCell, Set<Integer>> rowsOf = plain.rowsOf(facet, values, node.rows());
            Set<Integer> left = new HashSet<>(node.rows());
            rowsOf.values().forEach(left::removeAll);
            assertThat(values.isEmpty() || plain.isEmptyOrEnough(left))
                    .as("%s without the cells of %s", node.insight(), facet)
                    .isTrue();
            if (values.size() < cells.size()) {
                assertThat(cells.stream().mapToInt(FacetCell::conversations).sum())
                        .as("all cells of %s together, with that for what is left", facet)
                        .isEqualTo(node.insight().conversations());
            }
            values.forEach(cell -> noCellBelow(plain, node, facet, cell.value(), rowsOf.get(cell)));
        });
        node.children().forEach(child -> nothingBelow(plain, child));
    }

    private static void noCellBelow(Plain plain, Plain.Node node, String facet, String value, Set<Integer> rows) {
        Set<Integer> left = new HashSet<>(rows);
        for (Plain.Node child : node.children()) {
            boolean shown = child.insight().facets().getOrDefault(facet, List.of()).stream()
                    .anyMatch(cell -> !cell.isOther() && cell.value().equals(value));
            if (shown) {
                left.removeAll(plain.groups(facet, child.rows()).get(value));
            }
        }
        assertThat(left.equals(rows) || plain.isEmptyOrEnough(left))
                .as("%s of %s without that of its children", value, node.insight())
                .isTrue();
    }

    /** I4. */
    static void no_sequence_that_only_a_few_wrote(Run run) {
        Plain plain = new Plain(run.world());
        List<String> written = run.world().members().stream()
                .map(member -> "|" + String.join("|", PlainWords.inOrder(member.text())) + "|")
                .toList();
        for (Insight insight : run.insights().all().toList()) {
            for (String text : textsOf(insight)) {
                List<String> words = PlainWords.inOrder(text);
                for (int from = 0; from < words.size(); from++) {
                    for (int to = from + 4; to <= words.size(); to++) {
                        String sequence = "|" + String.join("|", words.subList(from, to)) + "|";
                        List<Integer> rows = IntStream.range(0, written.size())
                                .filter(row -> written.get(row).contains(sequence))
                                .boxed()
                                .toList();
                        assertThat(rows.isEmpty()
                                        || plain.users(rows)
                                                >= run.world().policy().minTermUsers())
                                .as("few wrote %s", sequence)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** I11, first part: what one user adds to a count is bounded. */
    static void nobody_adds_more_than_counts(Run run) {
        Plain plain = new Plain(run.world());
        int all = plain.boundedSize(plain.everyRow());
        assertThat(run.insights().conversations())
                .as("conversations of the run")
                .isEqualTo(plain.rounded(all));
        for (Insight insight : run.insights().all().toList()) {
            int most = plain.largestBoundedSize();
            assertThat(insight.conversations())
                    .as("conversations of %s", insight)
                    .isLessThanOrEqualTo(plain.rounded(most));
        }
    }

    /** I11, second part. */
    static void nobody_dominates(Run run) {
        Plain plain = new Plain(run.world());
        double most = run.world().policy().maxShare() + 1e-9;
        for (Plain.Match match : plain.matches(run.insights())) {
            assertThat(match.options())
                    .as("nodes that %s can be, and in which nobody has too large a part", match.insight())
                    .anyMatch(rows -> plain.largestShare(rows) <= most
                            && match.insight().facets().entrySet().stream()
                                    .allMatch(facet ->
                                            plain.rowsOf(facet.getKey(), facet.getValue(), rows).values().stream()
                                                    .allMatch(cell -> plain.largestShare(cell) <= most)));
        }
    }

    /** I13. */
    static void all_numbers_are_rounded_or_come_from_rounded_ones(Run run) {
        int base = run.world().policy().countBase();
        Insights insights = run.insights();
        List<Long> counts = new ArrayList<>(List.of(
                (long) insights.users(),
                (long) insights.conversations(),
                insights.input().conversations(),
                insights.input().withoutUser(),
                (long) insights.privacyReport().coveredConversations(),
                insights.privacyReport().suppressedConversations(),
                insights.privacyReport().suppressedConversationsAtLeast()));
        insights.all().forEach(insight -> {
            counts.addAll(List.of((long) insight.users(), (long) insight.conversations()));
            cells(insight).forEach(cell -> counts.addAll(List.of((long) cell.users(), (long) cell.conversations())));
            double share = Math.min(1, (double) insight.conversations() / Math.max(1, insights.conversations()));
            assertThat(insight.share()).as("share of %s", insight).isCloseTo(share, within(0.00005001));
        });
        assertThat(counts).allMatch(count -> count % base == 0);
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

    /** I6 where ids are ordinary words, which other words may contain. */
    static void no_word_is_a_user_id(Run run) {
        Set<String> ids = new HashSet<>();
        run.world().members().stream().filter(Member::isKnown).forEach(member -> ids.add(member.userId()));
        for (Insight insight : run.insights().all().toList()) {
            for (String text : textsOf(insight)) {
                assertThat(PlainWords.asTheyStand(text)).as("words of %s", text).noneMatch(ids::contains);
            }
        }
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
