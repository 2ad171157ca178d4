package io.clio.release;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.clio.facet.FacetRow;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant I12. */
class ReleasedTypesTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.clio.release", "io.clio.privacy");
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("io.clio.release");

    private static final Set<String> RELEASED =
            Set.of("Insights", "Insight", "FacetCell", "Guarantee", "PrivacyReport");

    private static final ArchRule ONLY_GATE_AND_READER_BUILD_RELEASED_TYPES = noClasses()
            .that(describe(
                    "are neither the gate nor the reader of files",
                    type -> !List.of("ReleaseGate", "Cells", "Others", "InsightsReader", "PrivacyReport", "Guarantee")
                            .contains(outermost(type.getName()))))
            .should()
            .callConstructorWhere(describe("a released type is built", ReleasedTypesTest::buildsAReleasedType));

    private static final ArchRule NOTHING_PRINTS_OR_LOGS = noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.logging..", "org.slf4j..", "org.apache.logging..", "org.apache.commons.logging..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.System\\$Logger.*")
            .orShould()
            .callMethodWhere(
                    describe("a stack trace is printed", call -> call.getName().equals("printStackTrace")));

    @Test
    void from_insights_no_raw_or_derived_type_can_be_reached() {
        assertThat(TypeGraph.from(Insights.class))
                .contains(Insight.class, FacetCell.class, Guarantee.class, PrivacyReport.class, Provenance.class)
                .noneMatch(TypeGraph::isRawOrDerived)
                .doesNotContain(Candidate.class, SupportIndex.class);
    }

    @Test
    void the_walk_notices_a_raw_type_behind_a_list_in_a_map() {
        assertThat(TypeGraph.from(Leaky.class)).anyMatch(TypeGraph::isRawOrDerived);
    }

    /** What the walk must notice. */
    @SuppressWarnings("unused")
    private static final class Leaky {
        private final Map<String, List<? extends FacetRow>> rows = Map.of();
    }

    @ParameterizedTest
    @ValueSource(classes = {Insights.class, Insight.class, FacetCell.class, Guarantee.class, PrivacyReport.class})
    void nobody_else_can_build_or_extend_a_released_type(Class<?> released) {
        assertThat(released.getConstructors()).isEmpty();
        assertThat(Modifier.isFinal(released.getModifiers())).isTrue();
        assertThat(released.getDeclaredFields())
                .allMatch(field -> Modifier.isPrivate(field.getModifiers()) && Modifier.isFinal(field.getModifiers()));
    }

    @Test
    void released_types_are_built_by_the_gate_and_by_the_reader_of_files_alone() {
        assertThatCode(() -> ONLY_GATE_AND_READER_BUILD_RELEASED_TYPES.check(MAIN))
                .doesNotThrowAnyException();
    }

    @Test
    void the_rule_notices_a_third_builder() {
        assertThatThrownBy(() -> ONLY_GATE_AND_READER_BUILD_RELEASED_TYPES.check(WITH_TESTS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BrokenGate");
    }

    @Test
    void the_gate_depends_on_little() {
        classes()
                .that()
                .resideInAPackage("io.clio.release")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.io",
                        "java.nio",
                        "java.nio.channels",
                        "java.nio.charset",
                        "java.nio.file",
                        "javax.crypto",
                        "java.security",
                        "java.text",
                        "java.time..",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "com.fasterxml.jackson..",
                        "com.google.common.hash",
                        "org.jspecify.annotations",
                        "io.clio.release",
                        "io.clio.conversation",
                        "io.clio.facet",
                        "io.clio.cluster",
                        "io.clio.spi",
                        "io.clio.privacy.detect",
                        "io.clio.privacy.seal",
                        "io.clio.privacy.text")
                .check(MAIN);
    }

    @Test
    void nothing_in_the_trusted_base_prints_or_logs() {
        assertThatCode(() -> NOTHING_PRINTS_OR_LOGS.check(MAIN)).doesNotThrowAnyException();
    }

    @Test
    void the_rule_notices_a_stack_trace_that_is_printed() {
        assertThatThrownBy(() -> NOTHING_PRINTS_OR_LOGS.check(WITH_TESTS)).hasMessageContaining("printStackTrace");
    }

    private static boolean buildsAReleasedType(JavaConstructorCall call) {
        String type = call.getTargetOwner().getName();
        return type.startsWith("io.clio.release.") && RELEASED.contains(type.substring("io.clio.release.".length()));
    }

    private static String outermost(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }
}
