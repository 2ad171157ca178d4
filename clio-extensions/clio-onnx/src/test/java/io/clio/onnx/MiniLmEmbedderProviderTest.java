package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.spi.EmbedderProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderProviderTest {

    @Test
    void the_quantized_embedder_is_found_on_the_class_path() {
        var providers = ServiceLoader.load(EmbedderProvider.class).stream().toList();
        assertThat(providers).hasSize(1);
        try (var embedder = (MiniLmEmbedder) providers.get(0).get().create()) {
            assertThat(embedder.name()).startsWith("all-MiniLM-L6-v2 int8");
        }
    }
}
