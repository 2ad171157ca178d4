package io.clio;

import static io.clio.ModelRuns.byForm;
import static io.clio.ModelRuns.model;
import static io.clio.ModelRuns.over;
import static io.clio.ModelRuns.sensible;
import static io.clio.ModelRuns.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.BadInputException;
import io.clio.dispatch.Budget;
import io.clio.dispatch.BudgetExhausted;
import io.clio.llm.LanguageModelException;
import io.clio.model.ScriptedModel;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run in which a model fails, is late, or costs too much. */
class ModelFailuresTest {

    @Test
    void a_budget_that_is_spent_ends_the_run_and_with_a_workspace_it_goes_on_from_there(@TempDir Path directory) {
        String whole = InsightsFile.toJson(over(model()).run());
        ScriptedModel first = model();
        assertThatThrownBy(() -> over(first)
                        .workspace(workspace(directory))
                        .budget(Budget.tokens(6_000))
                        .run())
                .isInstanceOf(BudgetExhausted.class);
        assertThat(first.asked()).isNotEmpty();

        ScriptedModel second = model();
        Insights insights = over(second).workspace(workspace(directory)).run();

        assertThat(InsightsFile.toJson(insights)).isEqualTo(whole);
        assertThat(second.asked()).isNotEmpty().doesNotContainAnyElementsOf(first.asked());
    }

    @Test
    void answers_that_go_on_being_of_no_use_end_the_run_and_the_message_says_why() {
        ScriptedModel model =
                ScriptedModel.answering(request -> "I would rather not.").keepingToSchema();

        assertThatThrownBy(() -> over(model).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("facet 'request' failed on")
                .hasMessageContaining("UNUSABLE_ANSWER");
    }

    @Test
    void a_key_that_is_not_accepted_ends_the_run() {
        ScriptedModel model = ScriptedModel.of(request -> {
            throw new LanguageModelException.Final(LanguageModelException.Final.Reason.AUTHENTICATION, "no");
        });

        assertThatThrownBy(() -> over(model).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AUTHENTICATION");
    }

    @Test
    void a_provider_that_fails_on_titles_or_audits_ends_the_run_for_that_is_no_result() {
        for (String form : List.of("title", "rating")) {
            ScriptedModel model = ScriptedModel.of(request -> {
                        if (request.schema().orElseThrow().name().equals(form)) {
                            throw new LanguageModelException.Final(
                                    LanguageModelException.Final.Reason.BAD_REQUEST, "no such model");
                        }
                        return ScriptedModel.stop(sensible(request));
                    })
                    .keepingToSchema();

            assertThatThrownBy(() -> over(model).run())
                    .as(form)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gave no answer to")
                    .hasMessageContaining("BAD_REQUEST");
        }
    }

    @Test
    void an_audit_that_is_not_there_in_time_ends_the_run_and_with_a_workspace_it_goes_on_from_there(
            @TempDir Path directory) {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedModel slow = ScriptedModel.of(request -> {
                    if (request.schema().orElseThrow().name().equals("rating")) {
                        awaitInterrupt(never);
                    }
                    return ScriptedModel.stop(sensible(request));
                })
                .keepingToSchema();
        PrivacyPolicy impatient = PrivacyPolicy.standard().withAuditTimeout(Duration.ofMillis(20));

        assertThatThrownBy(() -> over(slow)
                        .privacy(impatient)
                        .workspace(workspace(directory))
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("auditTimeout");

        ScriptedModel quick = model();
        assertThat(over(quick).workspace(workspace(directory)).run().roots()).isNotEmpty();
        assertThat(byForm(quick)).doesNotContainKeys("facets", "title");
    }

    private static void awaitInterrupt(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_a_provider_says_of_its_failure_is_in_no_exception() {
        ScriptedModel model = ScriptedModel.of(request -> {
            throw new LanguageModelException.Final(
                    LanguageModelException.Final.Reason.AUTHENTICATION, "zwx " + ScriptedModel.lastWords(request));
        });

        assertThatThrownBy(() -> over(model).run()).hasNoCause().hasMessageNotContaining("zwx");
    }

    @Test
    void a_listener_that_fails_costs_no_result() {
        assertThat(over(model())
                        .modelReport(reports -> {
                            throw new IllegalStateException("full");
                        })
                        .run()
                        .roots())
                .isNotEmpty();
    }
}
