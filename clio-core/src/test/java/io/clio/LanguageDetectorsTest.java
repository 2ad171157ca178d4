package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Domain;
import io.clio.facet.FacetSource;
import io.clio.spi.LanguageDetector;
import io.clio.spi.LanguageDetectorProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageDetectorsTest {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Conversation KOREAN =
            Conversation.of(Subject.unknown(), Message.user("오늘 저녁에 뭐 먹지"), Message.assistant("Soup."));
    private static final Conversation LATIN = Conversation.of(Subject.unknown(), Message.user("What is for dinner?"));

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    @BeforeEach
    void nothingIsMadeYet() {
        MADE.set(0);
    }

    @AfterEach
    void restoreClassPath() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void without_a_provider_scripts_decide() {
        assertThat(LanguageDetectors.discovered().name()).isEqualTo("script");
        assertThat(Facets.language().compute(KOREAN)).contains("ko");
        assertThat(Facets.language().compute(LATIN)).contains("unknown");
    }

    @Test
    void the_detector_of_the_one_provider_is_made_when_the_first_conversation_comes_and_once() throws IOException {
        provide(One.class);
        FacetSource<String> language = Facets.language();
        assertThat(MADE).hasValue(0);
        assertThat(language.compute(KOREAN)).contains("eo");
        assertThat(language.compute(LATIN)).contains("eo");
        assertThat(MADE).hasValue(1);
    }

    @Test
    void two_providers_are_an_error_that_names_both_before_anything_is_read() throws IOException {
        provide(Two.class, One.class);
        assertThatThrownBy(Facets::language)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "several language detectors are on the class path; choose one with" + " Facets.language(…): ")
                .hasMessageEndingWith(One.class.getName() + ", " + Two.class.getName());
        assertThatThrownBy(LanguageDetectors::discovered).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_detector_that_is_given_needs_no_provider() throws IOException {
        provide(Two.class, One.class);
        assertThat(Facets.language(LanguageDetectors.byScript()).compute(KOREAN))
                .contains("ko");
    }

    @Test
    void the_assistant_and_other_roles_do_not_decide() {
        LanguageDetector lengths = text -> Optional.of(text.length() == 11 ? "ko" : "en");
        assertThat(Facets.language(lengths).compute(KOREAN)).contains("ko");
    }

    @Test
    void the_facet_is_a_closed_vocabulary_of_codes_and_unknown() {
        assertThat(Facets.language().facet().name()).isEqualTo("language");
        assertThat(Facets.language().facet().domain())
                .isInstanceOfSatisfying(
                        Domain.Vocabulary.class,
                        vocabulary -> assertThat(vocabulary.values())
                                .contains("en", "zh", "gsw", "unknown")
                                .doesNotContain("eng", "zho"));
    }

    @Test
    void a_code_outside_the_vocabulary_is_an_error_of_the_facet_and_named() {
        assertThatThrownBy(() -> Clio.pipeline()
                        .from(Conversations.of(Population.usual()))
                        .facets(Facets.language(text -> Optional.of("english")))
                        .run())
                .hasMessageContaining("facet 'language' failed on");
    }

    /** Puts a file that names providers on the class path of this thread. */
    private void provide(Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        List<String> names = Stream.of(providers).map(Class::getName).toList();
        Files.write(services.resolve(LanguageDetectorProvider.class.getName()), names);
        URL[] urls = {directory.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    }

    /** A provider that a services file names. */
    public static final class One implements LanguageDetectorProvider {
        @Override
        public LanguageDetector create() {
            MADE.incrementAndGet();
            return (SensitiveText text) -> Optional.of("eo");
        }
    }

    /** Another. */
    public static final class Two implements LanguageDetectorProvider {
        @Override
        public LanguageDetector create() {
            return (SensitiveText text) -> Optional.empty();
        }
    }
}
