package io.clio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.spi.Embedder;
import io.clio.spi.EmbedderProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddersTest {
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    @BeforeEach
    void nothingIsClosedYet() {
        CLOSED.set(0);
    }

    @AfterEach
    void restoreClassPath() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void without_a_provider_vectors_of_words_are_added_up() {
        assertThat(Embedders.discovered().name())
                .isEqualTo(Embedders.standard().name())
                .startsWith("static all-MiniLM-L6-v2");
    }

    @Test
    void the_embedder_of_the_one_provider_is_used_and_closed_by_the_run() throws IOException {
        provide(One.class);
        String name = Clio.pipeline()
                .from(Conversations.of(Population.usual()))
                .run()
                .provenance()
                .stages()
                .get("embedder");
        assertThat(name).isEqualTo("Closeable");
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void the_discovered_embedder_is_closed_when_the_run_fails_too() throws IOException {
        provide(One.class);
        assertThatThrownBy(Clio.pipeline()::run).hasMessageStartingWith("nothing to read");
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void a_configured_embedder_stays_open_and_nothing_is_discovered() throws IOException {
        provide(One.class, Two.class);
        Pipeline pipeline =
                Clio.pipeline().from(Conversations.of(Population.usual())).embedder(new Closeable());
        assertThat(pipeline.run().provenance().stages()).containsEntry("embedder", "Closeable");
        assertThat(CLOSED).hasValue(0);
    }

    @Test
    void two_providers_are_an_error_that_names_both() throws IOException {
        provide(Two.class, One.class);
        assertThatThrownBy(Embedders::discovered)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("several embedders are on the class path; choose one with embedder(…)")
                .hasMessageEndingWith(One.class.getName() + ", " + Two.class.getName());
    }

    /** Puts a file that names providers on the class path of this thread. */
    private void provide(Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        List<String> names = Stream.of(providers).map(Class::getName).toList();
        Files.write(services.resolve(EmbedderProvider.class.getName()), names);
        URL[] urls = {directory.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    }

    /** A provider that a services file names. */
    public static final class One implements EmbedderProvider {
        @Override
        public Embedder create() {
            return new Closeable();
        }
    }

    /** Another. */
    public static final class Two implements EmbedderProvider {
        @Override
        public Embedder create() {
            return new Closeable();
        }
    }

    private static final class Closeable implements Embedder, AutoCloseable {
        @Override
        public Embeddings embed(List<SensitiveText> texts) {
            float[] values = new float[texts.size()];
            Arrays.fill(values, 1);
            return Embeddings.wrap(values, 1);
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }
}
