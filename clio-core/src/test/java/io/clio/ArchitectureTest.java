package io.clio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, the doors between them, and the house rules that can be read off the compiled classes. */
class ArchitectureTest {
    private static final JavaClasses CLIO = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.clio");

    private static final String[] CORE = {
        "io.clio",
        "io.clio.engine",
        "io.clio.input",
        "io.clio.kmeans",
        "io.clio.describe",
        "io.clio.arrange",
        "io.clio.dispatch",
        "io.clio.embed",
        "io.clio.language",
        "io.clio.model",
        "io.clio.prompt",
        "io.clio.tribuo",
        "io.clio.wordpiece",
        "io.clio.workspace"
    };
    private static final String[] STAGES = {
        "io.clio.input",
        "io.clio.kmeans",
        "io.clio.describe",
        "io.clio.arrange",
        "io.clio.embed",
        "io.clio.language",
        "io.clio.model",
        "io.clio.tribuo",
        "io.clio.wordpiece"
    };
    private static final String[] EXPORTED = {
        "io.clio",
        "io.clio.conversation",
        "io.clio.facet",
        "io.clio.cluster",
        "io.clio.spi",
        "io.clio.llm",
        "io.clio.dispatch",
        "io.clio.prompt",
        "io.clio.release",
        "io.clio.workspace"
    };

    /** Who may open a sensitive text or a subject. A new name here has to be reviewed: where does the text go? */
    private static final Set<String> MAY_REVEAL = Set.of(
            "io.clio.Facets",
            "io.clio.Screens",
            "io.clio.conversation.Message",
            "io.clio.describe.ConversationTerms",
            "io.clio.describe.KeyTermSummarizer",
            "io.clio.describe.KeyTerms",
            "io.clio.dispatch.CompletionBytes",
            "io.clio.dispatch.PromptKey",
            "io.clio.dispatch.AverageTokens",
            "io.clio.dispatch.ScriptEstimate",
            "io.clio.embed.HashingEmbedder",
            "io.clio.embed.StaticEmbedder",
            "io.clio.engine.ContentKey",
            "io.clio.engine.Drafts",
            "io.clio.engine.Intake",
            "io.clio.engine.KeptAnswers",
            "io.clio.engine.KeptVectors",
            "io.clio.engine.Reading",
            "io.clio.engine.Sampler",
            "io.clio.engine.Strata",
            "io.clio.language.ScriptDetector",
            "io.clio.model.AnswerText",
            "io.clio.model.Interview",
            "io.clio.model.Transcript",
            "io.clio.model.Listing",
            "io.clio.model.Titles",
            "io.clio.prompt.Prompts",
            "io.clio.prompt.Quoted",
            "io.clio.release.Auditors",
            "io.clio.release.SupportIndex",
            "io.clio.release.Wording",
            "io.clio.workspace.WorkspaceSession");

    @Test
    void all_four_modules_are_looked_at() {
        assertThat(CLIO.stream().map(JavaClass::getPackageName).distinct())
                .contains(CORE)
                .contains(EXPORTED)
                .contains("io.clio.privacy.detect", "io.clio.privacy.text");
        assertThat(CLIO.stream().map(JavaClass::getSimpleName)).noneMatch(name -> name.endsWith("Test"));
    }

    @Test
    void raw_conversations_know_nothing_of_what_comes_after_them() {
        noClasses()
                .that()
                .resideInAPackage("io.clio.conversation")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.clio..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.clio.conversation"))))
                .check(CLIO);
    }

    @Test
    void the_trusted_base_does_not_depend_on_the_pipeline() {
        noClasses()
                .that()
                .resideInAnyPackage("io.clio.release", "io.clio.privacy..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage("io.clio.llm")))
                .check(CLIO);
    }

    @Test
    void the_engine_does_not_depend_on_the_way_in() {
        noClasses()
                .that()
                .resideInAPackage("io.clio.engine")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.clio")
                .check(CLIO);
    }

    @Test
    void stages_depend_neither_on_the_engine_nor_on_the_way_in() {
        noClasses()
                .that()
                .resideInAnyPackage(STAGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.clio", "io.clio.engine")
                .check(CLIO);
    }

    @Test
    void a_clusterer_sees_no_conversation_and_no_facet() {
        noClasses()
                .that()
                .resideInAPackage("io.clio.kmeans")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.clio.conversation", "io.clio.facet", "io.clio.release")
                .check(CLIO);
    }

    @Test
    void packages_of_core_form_no_cycle() {
        slices().matching("io.clio.(*)").should().beFreeOfCycles().check(inPackages(CORE));
    }

    @Test
    void packages_of_the_trusted_base_form_no_cycle_with_the_gate() {
        noClasses()
                .that()
                .resideInAPackage("io.clio.privacy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.clio.release")
                .check(CLIO);
    }

    @Test
    void only_the_reader_of_input_and_the_workspace_touch_files() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .and()
                .resideOutsideOfPackages("io.clio.input", "io.clio.workspace")
                .should()
                .dependOnClassesThat(nameMatching("java\\.io\\.(File|RandomAccess).*")
                        .or(nameMatching("java\\.nio\\.file\\.(Files|FileSystems?|StandardOpenOption)"))
                        .or(nameMatching("java\\.nio\\.channels\\..*")))
                .check(CLIO);
    }

    @Test
    void nothing_uses_the_network() {
        noClasses()
                .should()
                .dependOnClassesThat(nameMatching("java(x)?\\.net\\..*").or(nameMatching("java\\.rmi\\..*")))
                .check(CLIO);
    }

    @Test
    void nothing_prints_but_the_progress_on_a_console() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.clio.spi.Progress")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLIO);
    }

    @Test
    void every_spi_has_one_abstract_method() {
        classes()
                .that()
                .resideInAPackage("io.clio.spi")
                .and()
                .areInterfaces()
                .and()
                .areTopLevelClasses()
                .and(DescribedPredicate.not(nameMatching(".*\\.(Extraction|package-info)")))
                .or()
                .haveFullyQualifiedName("io.clio.llm.LanguageModel")
                .should(haveOneAbstractMethod())
                .check(CLIO);
    }

    private static ArchCondition<JavaClass> haveOneAbstractMethod() {
        return new ArchCondition<>("have one abstract method") {
            @Override
            public void check(JavaClass spi, ConditionEvents events) {
                long count = spi.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count();
                events.add(new SimpleConditionEvent(spi, count == 1, spi.getName() + " has " + count));
            }
        };
    }

    @Test
    void every_caller_of_reveal_has_been_reviewed() {
        Set<String> callers = new TreeSet<>();
        Stream.of(SensitiveText.class, Subject.class)
                .map(type -> CLIO.get(type).getMethod("reveal"))
                .forEach(reveal -> callersOf(reveal).forEach(callers::add));
        assertThat(callers).containsExactlyInAnyOrderElementsOf(MAY_REVEAL);
    }

    private static Stream<String> callersOf(JavaMethod method) {
        Stream<JavaAccess<?>> accesses = Stream.concat(
                method.getCallsOfSelf().stream().map(access -> (JavaAccess<?>) access),
                method.getReferencesToSelf().stream());
        return accesses.map(access -> access.getOriginOwner().getName().replaceAll("\\$.*", ""));
    }

    @Test
    void the_json_library_shows_in_no_signature_that_users_see() {
        methods()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(EXPORTED).and(visible()))
                .and()
                .arePublic()
                .should(useNoTypeOf(
                        "com.fasterxml.", "org.tribuo.", "com.google.common.", "com.google.i18n.", "org.slf4j."))
                .check(CLIO);
    }

    private static DescribedPredicate<JavaClass> visible() {
        return DescribedPredicate.describe(
                "visible", type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static ArchCondition<JavaMethod> useNoTypeOf(String... libraries) {
        return new ArchCondition<>("use no type of " + String.join(", ", libraries)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.of(
                                Stream.of(method.getReturnType()),
                                method.getParameterTypes().stream(),
                                method.getThrowsClause().getTypes().stream())
                        .flatMap(types -> types)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> Stream.of(libraries).anyMatch(type.getName()::startsWith))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    @Test
    void randomness_comes_from_the_seed_or_from_a_secure_source() {
        noClasses()
                .should()
                .dependOnClassesThat(nameMatching("java\\.util\\.Random")
                        .or(nameMatching("java\\.util\\.concurrent\\.ThreadLocalRandom"))
                        .or(nameMatching("java\\.util\\.UUID")))
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLIO);
    }

    /** What uses the clock does not repeat. When something expires, or is asked again, is no part of a result. */
    @Test
    void nothing_asks_for_the_time_but_the_progress_on_a_console_the_workspace_and_the_dispatcher() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.clio.spi.ConsoleProgress")
                .and()
                .doNotHaveFullyQualifiedName("io.clio.dispatch.ThreadHost")
                .and()
                .resideOutsideOfPackage("io.clio.workspace")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.time\\.(Clock|InstantSource)"))
                .check(CLIO);
    }

    /** The platform's fast paths of these may differ in the last bit from one machine to another. */
    @Test
    void core_computes_with_functions_that_are_the_same_on_every_machine() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "Math.log, exp, pow, sin, cos, tan",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class)
                                && call.getName().matches("log|log10|log1p|exp|expm1|pow|sin|cos|tan|cbrt|hypot")))
                .check(CLIO);
    }

    private static JavaClasses inPackages(String... packages) {
        return CLIO.that(resideInAnyPackage(packages));
    }
}
