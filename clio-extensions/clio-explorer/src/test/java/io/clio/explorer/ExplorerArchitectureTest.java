package io.clio.explorer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.clio.release.Insights;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of the server knows of what: so that there is one place where it is decided what leaves. */
class ExplorerArchitectureTest {
    private static final JavaClasses EXPLORER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.clio.explorer");

    @Test
    void who_may_see_what_is_known_without_pages_and_without_jetty() {
        assertThat(EXPLORER).hasSizeGreaterThan(30);
        noClasses()
                .that()
                .resideInAPackage("io.clio.explorer.access")
                .should()
                .dependOnClassesThat(resideInAPackage("io.clio.explorer").or(resideInAPackage("org.eclipse.jetty..")))
                .check(EXPLORER);
    }

    @Test
    void what_answers_requests_has_no_result_in_hands() {
        noClasses()
                .that()
                .haveSimpleName("Desk")
                .or()
                .haveSimpleName("Site")
                .or()
                .haveSimpleName("PlainPages")
                .or()
                .haveSimpleName("Answer")
                .or()
                .haveSimpleName("ExplorerServer")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are Insights", type -> type.isEquivalentTo(Insights.class)))
                .check(EXPLORER);
    }

    @Test
    void four_classes_know_jetty() {
        noClasses()
                .that(DescribedPredicate.not(
                        nameMatching("io\\.clio\\.explorer\\.(ExplorerServer|Site|Deadlines|Answer)(\\$.*)?")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."))
                .check(EXPLORER);
    }

    @Test
    void no_library_shows_in_a_signature_that_users_see() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "users see", (JavaClass type) -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .should(new ArchCondition<JavaMethod>("show no type of a library") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                                .filter(type ->
                                        type.getName().matches("(org\\.eclipse|com\\.fasterxml|com\\.github)\\..*"))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + type.getName())));
                    }
                })
                .check(EXPLORER);
    }
}
