package io.clio.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniLmEmbedderTest {
    private static final String FILLER = "and then we talked about the weather in the north ";

    private static MiniLmEmbedder quantized;
    private static MiniLmEmbedder full;

    @BeforeAll
    static void load() {
        quantized = MiniLmEmbedder.quantized();
        full = MiniLmEmbedder.full();
    }

    @AfterAll
    static void close() {
        quantized.close();
        full.close();
    }

    @Test
    void paraphrases_are_closer_than_unrelated_texts() {
        for (MiniLmEmbedder embedder : List.of(quantized, full)) {
            Embeddings e = embed(
                    embedder,
                    "How do I bake bread at home?",
                    "A recipe for home-made bread",
                    "My computer does not start any more");
            assertThat(cosine(e.vector(0), e.vector(1)))
                    .isGreaterThan(0.6)
                    .isGreaterThan(cosine(e.vector(0), e.vector(2)) + 0.4);
        }
    }

    @Test
    void a_vector_has_384_numbers_and_unit_length() {
        Embeddings e = quantized.embed(corpus());
        assertThat(e.rows()).isEqualTo(corpus().size());
        assertThat(e.dimensions()).isEqualTo(384);
        for (int row = 0; row < e.rows(); row++) {
            assertThat(cosine(e.vector(row), e.vector(row))).isEqualTo(1, within(1e-5));
        }
    }

    @Test
    void the_vector_of_a_text_does_not_depend_on_its_batch_or_its_place() {
        for (MiniLmEmbedder embedder : List.of(quantized, full)) {
            List<SensitiveText> texts = corpus().subList(0, 40);
            Embeddings together = embedder.embed(texts);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                order.add(i);
                assertThat(embedder.embed(List.of(texts.get(i))).values()).isEqualTo(together.vector(i));
            }
            Collections.shuffle(order, new Random(7));
            Embeddings shuffled = embedder.embed(order.stream().map(texts::get).toList());
            for (int i = 0; i < order.size(); i++) {
                assertThat(shuffled.vector(i)).isEqualTo(together.vector(order.get(i)));
            }
        }
    }

    /** Words of one piece each, so that many texts are equally long and go through the network together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 29, 62, 126, 254})
    void the_vector_of_a_text_is_the_same_beside_others_of_its_length(int words) {
        String[] some = {"bread", "tax", "music", "garden", "train", "river", "doctor", "school", "paper", "window"};
        Random random = new Random(words);
        List<SensitiveText> texts = new ArrayList<>();
        for (int text = 0; text < 10; text++) {
            List<String> chosen = new ArrayList<>();
            for (int word = 0; word < words; word++) {
                chosen.add(words == 1 ? some[text] : some[random.nextInt(some.length)]);
            }
            texts.add(SensitiveText.of(String.join(" ", chosen)));
        }

        Embeddings together = full.embed(texts);

        for (int text = 0; text < texts.size(); text++) {
            assertThat(full.embed(List.of(texts.get(text))).values()).isEqualTo(together.vector(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void vectors_do_not_depend_on_the_number_of_threads(int threads) {
        float[] expected = quantized.embed(corpus()).values();
        try (var embedder = MiniLmEmbedder.builder().threads(threads).build()) {
            assertThat(embedder.embed(corpus()).values()).isEqualTo(expected);
        }
    }

    @Test
    void equal_texts_get_equal_vectors_at_each_of_their_places() {
        Embeddings e = embed(quantized, "tax return", "birthday cake", "tax return", "tax return");
        assertThat(e.vector(2)).isEqualTo(e.vector(0)).isEqualTo(e.vector(3)).isNotEqualTo(e.vector(1));
    }

    @Test
    void equal_texts_are_embedded_once() {
        String[] same = new String[100_000];
        Arrays.fill(same, FILLER);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> embed(quantized, same));
    }

    @Test
    void a_long_text_keeps_its_start_and_its_end() {
        String middle = FILLER.repeat(100);
        String start = "a question about football ";
        String end = " please answer in Spanish";
        Embeddings e = embed(
                quantized,
                start + FILLER.repeat(20) + middle + FILLER.repeat(20) + end,
                start + FILLER.repeat(20) + "something else entirely " + middle + FILLER.repeat(20) + end,
                "a question about medicine " + FILLER.repeat(20) + middle + FILLER.repeat(20) + end,
                start + FILLER.repeat(20) + middle + FILLER.repeat(20) + " please answer in Danish");
        assertThat(e.vector(1)).isEqualTo(e.vector(0));
        assertThat(e.vector(2)).isNotEqualTo(e.vector(0));
        assertThat(e.vector(3)).isNotEqualTo(e.vector(0));
    }

    @Test
    void a_text_is_cut_after_254_pieces_and_not_before() {
        String words = "word ".repeat(127);
        Embeddings e = embed(
                quantized,
                words + words,
                words + "cut " + words,
                words + words.substring("word ".length()),
                "word ".repeat(126) + "cut " + words);
        assertThat(e.vector(1)).isEqualTo(e.vector(0));
        assertThat(e.vector(2)).isNotEqualTo(e.vector(0));
        assertThat(e.vector(3)).isNotEqualTo(e.vector(0));
    }

    @Test
    void the_quantized_form_is_close_to_the_full_one() {
        Embeddings small = quantized.embed(corpus());
        Embeddings large = full.embed(corpus());
        for (int row = 0; row < small.rows(); row++) {
            assertThat(cosine(small.vector(row), large.vector(row)))
                    .as("line %d", row + 1)
                    .isGreaterThan(0.95);
        }
        assertThat(small.values()).isNotEqualTo(large.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u200b", "\ud800", "\u0301"})
    void a_text_with_nothing_in_it_has_the_vector_of_the_blank_text(String text) {
        Embeddings e = embed(quantized, text, "something");
        assertThat(e.vector(0)).isEqualTo(embed(quantized, "   ").vector(0)).isNotEqualTo(e.vector(1));
    }

    @Test
    void no_texts_give_no_rows() {
        assertThat(quantized.embed(List.of()).rows()).isZero();
    }

    @Test
    void the_name_holds_model_precision_runtime_and_batch() {
        assertThat(quantized.name()).matches("all-MiniLM-L6-v2 int8, onnxruntime 1\\.\\d+\\.\\d+, batch 1");
        assertThat(full.name()).matches("all-MiniLM-L6-v2 fp32, onnxruntime 1\\.\\d+\\.\\d+, batches of one length");
    }

    @Test
    void an_interrupted_thread_gets_no_vectors_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> quantized.embed(corpus())).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_closed_embedder_refuses_texts_and_may_be_closed_again() {
        var embedder = MiniLmEmbedder.quantized();
        embedder.close();
        embedder.close();
        assertThatThrownBy(() -> embed(embedder, "secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void fewer_than_one_thread_is_refused() {
        assertThatThrownBy(() -> MiniLmEmbedder.builder().threads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private static List<SensitiveText> corpus() {
        return MultilingualCorpus.lines().stream().map(SensitiveText::of).toList();
    }

    private static Embeddings embed(MiniLmEmbedder embedder, String... texts) {
        return embedder.embed(Arrays.stream(texts).map(SensitiveText::of).toList());
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
