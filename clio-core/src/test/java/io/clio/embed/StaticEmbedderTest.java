package io.clio.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticEmbedderTest {
    private static final int DIMENSIONS = 256;

    @ParameterizedTest
    @CsvSource({
        "get my money back, request a refund, bake my bread",
        "the physician examined the child, our doctor looked at the baby, the train is late",
        "book a flight to Paris, reserve plane tickets for France, sort a list of numbers",
        "what is the weather like, will it rain tomorrow, delete a file in linux",
        "fix this error in my python code, debug a java program, a recipe for soup"
    })
    void texts_of_like_meaning_are_nearer_than_others_without_sharing_content_words(
            String one, String like, String other) {
        assertThat(cosine(one, like)).isGreaterThan(cosine(one, other) + 0.1);
    }

    @Test
    void the_order_of_words_makes_no_difference_to_the_bit() {
        assertThat(vector("the late train to the city")).isEqualTo(vector("city the to train late the"));
    }

    @Test
    void the_vector_of_a_text_depends_on_the_text_alone() {
        Embeddings together = embed("a poem about rain", "", "a poem about rain", "tax law");
        assertThat(together.vector(0)).isEqualTo(together.vector(2)).isEqualTo(vector("a poem about rain"));
        assertThat(together.vector(3)).isEqualTo(vector("tax law"));
    }

    @ParameterizedTest
    @CsvSource({
        "我要退款, 请把退款给我, 今天天气很好",
        "верните мне деньги, я хочу деньги назад, какая сегодня погода",
        "أريد استرداد المال, كيف أحصل على المال, ما هو الطقس اليوم"
    })
    void words_of_other_scripts_are_near_where_they_are_shared(String one, String like, String other) {
        assertThat(cosine(one, like)).isGreaterThan(cosine(one, other) + 0.1);
    }

    @Test
    void case_and_accents_make_no_difference() {
        assertThat(vector("Café au LAIT")).isEqualTo(vector("cafe au lait"));
    }

    @ParameterizedTest
    @CsvSource({"a", "The train is late.", "'什么 天气'", "2 + 2 = 5"})
    void vectors_have_length_one(String text) {
        assertThat(cosine(text, text)).isBetween(1 - 1e-6, 1 + 1e-6);
    }

    @Test
    void texts_without_a_known_piece_have_no_direction() {
        float[] none = new float[DIMENSIONS];
        assertThat(vector("")).isEqualTo(none);
        assertThat(vector(" \t\n")).isEqualTo(none);
        assertThat(vector("\uDBFF\uDFFD \uD83E\uDEE8")).isEqualTo(none);
    }

    @Test
    void special_tokens_that_are_written_out_are_text() {
        assertThat(vector("[CLS]")).isEqualTo(vector("[ cls ]"));
    }

    @Test
    void no_texts_have_no_vectors() {
        assertThat(embed().rows()).isZero();
    }

    @Test
    void a_text_of_millions_of_words_takes_linear_time() {
        String words = "late trains and rainy days ";
        float[] once = vector(words);
        float[] often = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> vector(words.repeat(500_000)));
        assertThat(often).usingComparatorWithPrecision(1e-6f).containsExactly(once);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> vector("x".repeat(5_000_000)));
    }

    @Test
    void many_threads_get_the_same_bits() throws InterruptedException, ExecutionException {
        List<String> texts = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> "question " + i + " about trains and rain")
                .toList();
        Embeddings alone = embed(texts.toArray(String[]::new));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Embeddings>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(pool.submit(() -> embed(texts.toArray(String[]::new))));
            }
            for (Future<Embeddings> answer : answers) {
                assertThat(answer.get().values()).isEqualTo(alone.values());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_known_text_has_its_known_vector() {
        assertThat(Arrays.copyOf(vector("The train to the city is late."), 4))
                .containsExactly(-0.11795219f, -0.13523123f, 0.0012518956f, 0.15077734f);
        assertThat(Arrays.hashCode(vector("The train to the city is late."))).isEqualTo(-360512632);
        assertThat(Arrays.hashCode(vector("Grüße aus Köln, 東京 & ☃"))).isEqualTo(1987342307);
    }

    @Test
    void the_name_tells_the_table_and_languages_are_not_brought_together() {
        StaticEmbedder embedder = new StaticEmbedder();
        assertThat(embedder.name()).matches("static all-MiniLM-L6-v2, 256 dimensions, table [0-9a-f]{12}");
        assertThat(embedder.alignsLanguages()).isFalse();
    }

    private static Embeddings embed(String... texts) {
        return new StaticEmbedder()
                .embed(Stream.of(texts).map(SensitiveText::of).toList());
    }

    private static float[] vector(String text) {
        return embed(text).vector(0);
    }

    private static double cosine(String one, String other) {
        float[] a = vector(one);
        float[] b = vector(other);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
