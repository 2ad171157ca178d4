package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.dispatch.Budget;
import io.clio.dispatch.BudgetExhausted;
import io.clio.dispatch.StepReport;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.llm.CompletionRequest;
import io.clio.model.ScriptedModel;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.ReleaseLedger;
import io.clio.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that cluster several facets of what is read and asked for once. */
class SeveralFacetsTest {
    private static final List<Conversation> USUAL = Population.usual();
    private static final FacetSource<SensitiveText> TOOL =
            FacetSource.asked(Facet.text("tool", "Which tool does the user work with?"));

    /** The topics of {@link Population}, each by a word of its own. */
    private static FacetSource<SensitiveText> topic(String name, Predicate<Subject> elsewhere) {
        Set<String> moved = USUAL.stream()
                .filter(conversation -> elsewhere.test(conversation.subject()))
                .map(conversation -> conversation.messages().get(0).content().reveal())
                .collect(Collectors.toSet());
        Map<String, String> topicOf = USUAL.stream()
                .collect(Collectors.toMap(
                        conversation -> conversation.messages().get(0).content().reveal(),
                        conversation -> topicOf(conversation, moved),
                        (one, other) -> one));
        return FacetSource.computed(
                Facet.text(name, "?"),
                conversation -> Optional.ofNullable(topicOf.get(
                                conversation.messages().get(0).content().reveal()))
                        .map(SensitiveText::of)
                        .orElse(null));
    }

    private static String topicOf(Conversation conversation, Set<String> moved) {
        String user = conversation.subject().reveal().orElse("");
        int topic = user.charAt("user-".length()) - '0';
        boolean isMoved =
                moved.contains(conversation.messages().get(0).content().reveal());
        return List.of("garden", "python", "salary", "bread", "running", "mortgage")
                .get((isMoved ? topic + 1 : topic) % 6);
    }

    private static Pipeline plain() {
        return Runs.over(USUAL).clusterer(Clusterers.kMeans(6)).clusterTogether();
    }

    private static Pipeline over(ScriptedModel model) {
        return Runs.over(USUAL).llm(model).clusterer(Clusterers.kMeans(6));
    }

    private static ScriptedModel model() {
        return ScriptedModel.answering(SeveralFacetsTest::answer).keepingToSchema();
    }

    private static String answer(CompletionRequest request) {
        String prompt = ScriptedModel.lastWords(request);
        return switch (request.schema().orElseThrow().name()) {
            case "facets" -> facets(request, prompt);
            case "title" -> "{\"title\": \"Help with many things\", \"summary\": \"Users ask for help.\"}";
            case "groups" -> "{\"groups\": [\"Help\", \"Other help\", \"More help\"]}";
            case "same" -> "{\"same\": []}";
            case "rating" -> "{\"reason\": \"It is general.\", \"rating\": 5}";
            default -> "{}";
        };
    }

    /** What the user says as request, one of three tools, and the first value of what has values. */
    private static String facets(CompletionRequest request, String prompt) {
        String said = prompt.replaceAll("(?s).*<user>(.*?)</user>.*", "$1")
                .replaceAll("[^\\p{L} ]", " ")
                .strip();
        List<String> fields = new ArrayList<>();
        try {
            new JsonMapper()
                    .readTree(request.schema().orElseThrow().json())
                    .get("properties")
                    .properties()
                    .forEach(field -> fields.add("\"" + field.getKey() + "\": "
                            + switch (field.getKey()) {
                                case "request" -> "\"" + said + "\"";
                                case "tool" ->
                                    "\"" + List.of("spade", "laptop", "oven").get(said.length() % 3) + "\"";
                                case "language" -> "\"en\"";
                                default -> field.getValue().path("enum").path(0).toString();
                            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "{" + String.join(", ", fields) + "}";
    }

    private static List<CompletionRequest> askedForFacets(ScriptedModel model) {
        return model.asked().stream()
                .filter(request -> request.schema().orElseThrow().name().equals("facets"))
                .toList();
    }

    private static Workspace workspace(Path directory) {
        return Workspace.at(directory)
                .key(new SecretKeySpec(new byte[32], "AES"))
                .retain(Duration.ofDays(1));
    }

    private static List<String> printed(Map<String, Insights> trees) {
        return trees.values().stream().map(InsightsFile::toJson).toList();
    }

    @Test
    void each_facet_has_a_tree_and_each_conversation_is_asked_for_all_of_them_once() {
        ScriptedModel model = model();
        List<StepReport> reports = new ArrayList<>();

        Map<String, Insights> trees = over(model).modelReport(reports::addAll).runEach(Facets.request(), TOOL);

        assertThat(trees.keySet()).containsExactly("request", "tool");
        assertThat(trees.values()).allSatisfy(tree -> assertThat(tree.roots()).isNotEmpty());
        assertThat(trees.get("tool").provenance().stages()).containsEntry("clustered by", "tool");
        assertThat(askedForFacets(model))
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(USUAL.size())
                .allMatch(request -> request.schema().orElseThrow().json().contains("\"tool\"")
                        && request.schema().orElseThrow().json().contains("\"request\""));
        assertThat(reports.stream().filter(step -> step.step().equals("facets")))
                .as("one run of the models")
                .hasSize(1);
    }

    @Test
    void a_run_that_was_ended_goes_on_from_there_and_asks_nothing_twice(@TempDir Path directory) {
        List<String> whole = printed(over(model()).runEach(Facets.request(), TOOL));
        ScriptedModel first = model();
        assertThatThrownBy(() -> over(first)
                        .workspace(workspace(directory))
                        .budget(Budget.tokens(6_000))
                        .runEach(Facets.request(), TOOL))
                .isInstanceOf(BudgetExhausted.class);

        ScriptedModel second = model();
        Map<String, Insights> trees =
                over(second).workspace(workspace(directory)).runEach(Facets.request(), TOOL);

        assertThat(printed(trees)).isEqualTo(whole);
        assertThat(second.asked()).isNotEmpty().doesNotContainAnyElementsOf(first.asked());
    }

    @Test
    void a_conversation_without_an_answer_is_in_no_topic_of_that_tree() {
        FacetSource<SensitiveText> some = FacetSource.computed(
                Facet.text("some", "?"),
                conversation -> conversation.turns() > 1 ? null : SensitiveText.of("anything at all"));

        Map<String, Insights> trees = plain().runEach(topic("topic", subject -> false), some);

        assertThat(trees.get("topic").input().unclustered()).isZero();
        assertThat(trees.get("some").input().unclustered()).isPositive();
        assertThat(trees.get("some").conversations())
                .isEqualTo(trees.get("topic").conversations());
    }

    @Test
    void a_topic_that_differs_by_one_user_from_one_of_an_earlier_tree_is_held_back() {
        FacetSource<SensitiveText> topic = topic("topic", subject -> false);
        FacetSource<SensitiveText> nearly = topic(
                "nearly", subject -> subject.reveal().filter("user-0-0"::equals).isPresent());

        Insights apart = plain().clusterBy(nearly).run();
        Map<String, Insights> together = plain().runEach(topic, nearly);

        assertThat(titles(apart)).hasSize(6);
        assertThat(titles(together.get("topic"))).hasSize(6);
        assertThat(titles(together.get("nearly"))).hasSize(4);
        assertThat(together.get("nearly").guarantee().promises())
                .anyMatch(promise -> promise.contains("another tree of the same run"));
        assertThat(apart.guarantee().promises()).noneMatch(promise -> promise.contains("another tree"));
    }

    private static List<String> titles(Insights insights) {
        return insights.roots().stream().map(Insight::title).toList();
    }

    @Test
    void the_first_tree_is_what_it_would_be_alone() {
        FacetSource<SensitiveText> topic = topic("topic", subject -> false);

        Insights first = plain().runEach(topic, Facets.request()).get("topic");

        assertThat(first).isNotNull();
        assertThat(first.roots()).isEqualTo(plain().clusterBy(topic).run().roots());
    }

    @Test
    void the_same_input_gives_the_same_trees_whatever_the_order_and_the_threads() {
        List<String> one = printed(plain().runEach(Facets.request(), topic("topic", subject -> false)));
        List<String> two = printed(Runs.over(Population.shuffled(USUAL, 7))
                .clusterer(Clusterers.kMeans(6))
                .clusterTogether()
                .reconfigure()
                .threads(5)
                .runEach(Facets.request(), topic("topic", subject -> false)));

        assertThat(two).isEqualTo(one);
    }

    @Test
    void facets_are_told_apart_by_their_names() {
        assertThatThrownBy(() -> plain().runEach(Facets.request(), Facets.request()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two facets have the name 'request'");
        assertThatThrownBy(() -> plain().runEach()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_history_of_one_tree_is_not_kept_for_several(@TempDir Path directory) throws IOException {
        try (ReleaseLedger ledger =
                ReleaseLedger.at(directory.resolve("ledger"), new SecretKeySpec(new byte[32], "AES"))) {
            assertThatThrownBy(() -> plain().ledger(ledger).runEach(Facets.request()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("runEach cannot be used with ledger");
        }
        assertThatThrownBy(() -> plain().clusterBy(Facets.request()).runEach(TOOL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runEach cannot be used with clusterBy");
    }
}
