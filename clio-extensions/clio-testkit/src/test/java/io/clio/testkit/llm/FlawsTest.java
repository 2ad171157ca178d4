package io.clio.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.clio.llm.Capabilities;
import io.clio.llm.LanguageModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests of the contract are tested: each must find out an adapter that is wrong in the one thing it is about. */
class FlawsTest {
    private static final String WRONG_BASE = "a_model_that_takes_batches_is_tested_with_batches";

    /** A model that takes batches, with the contract of one that does not. */
    static class WrongBase extends LanguageModelContract {
        @Override
        protected LanguageModel model(Service service) {
            return new FlawedModel(service, Capabilities.TEXT_ONLY, Flaw.NONE);
        }

        @Override
        protected Reply reply(Outcome said) {
            return new FlawedContract().reply(said);
        }
    }

    /** Through a library that makes a text of anything. */
    static class HiddenTypes extends FlawedContract {
        @Override
        public Set<Detail> details() {
            return EnumSet.complementOf(EnumSet.of(Detail.TYPES));
        }
    }

    @AfterEach
    void mend() {
        FlawedContract.flaw = Flaw.NONE;
    }

    /** Runs tests and gives the names of those that fail. */
    private static List<String> failing(Class<?> contract, Stream<String> tests) {
        var selectors = tests.map(test -> selectMethod(contract, test)).toList();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        var ran = new AtomicInteger();
        var failed = new TreeSet<String>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                ran.addAndGet(test.isTest() ? 1 : 0);
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName().replace("()", ""));
                }
            }
        });
        assertThat(ran).hasValue(selectors.size());
        return List.copyOf(failed);
    }

    private static Stream<String> testsOfTheContract() {
        return Arrays.stream(FlawedContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void an_adapter_with_a_flaw_is_found_out(Flaw flaw) {
        FlawedContract.flaw = flaw;

        assertThat(failing(FlawedContract.class, flaw.foundOutBy().stream()))
                .containsExactlyInAnyOrderElementsOf(flaw.foundOutBy());
    }

    @Test
    void a_contract_that_leaves_out_batches_is_found_out() {
        assertThat(failing(WrongBase.class, Stream.of(WRONG_BASE))).containsExactly(WRONG_BASE);
    }

    @Test
    void a_library_that_hides_types_may_make_a_text_of_anything_and_not_make_one_up() {
        String test = "an_answer_with_something_else_for_a_text_is_malformed";

        FlawedContract.flaw = Flaw.TRUSTS_ANSWERS;
        assertThat(failing(HiddenTypes.class, Stream.of(test))).isEmpty();
        FlawedContract.flaw = Flaw.BLANKS_OTHER_TYPES;
        assertThat(failing(HiddenTypes.class, Stream.of(test))).containsExactly(test);
    }

    @Test
    void an_adapter_without_a_flaw_passes_all_of_them() {
        assertThat(failing(FlawedContract.class, testsOfTheContract())).isEmpty();
    }

    @Test
    void there_is_a_flaw_for_every_test_of_the_contract() {
        var found = new TreeSet<String>();
        found.add(WRONG_BASE);
        for (Flaw flaw : Flaw.values()) {
            found.addAll(flaw.foundOutBy());
        }

        assertThat(testsOfTheContract()).containsExactlyInAnyOrderElementsOf(found);
    }
}
