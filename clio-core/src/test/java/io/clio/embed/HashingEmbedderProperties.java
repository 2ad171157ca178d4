package io.clio.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class HashingEmbedderProperties {

    @Property(tries = 300)
    void the_vector_of_a_text_depends_on_the_text_alone(@ForAll @Size(min = 1, max = 6) List<String> texts) {
        Embeddings together = embed(texts.toArray(String[]::new));
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.vector(i)).isEqualTo(embed(texts.get(i)).vector(0));
        }
    }

    @Property(tries = 300)
    void vectors_are_finite_and_of_length_one_or_zero(@ForAll String text) {
        double length = cosine(text, text);
        assertThat(length == 0 || Math.abs(length - 1) < 1e-5)
                .as("length %s", length)
                .isTrue();
    }

    @Example
    void a_text_without_words_has_no_direction() {
        assertThat(cosine("\u2026 !?", "\u2026 !?")).isZero();
    }

    @Example
    void texts_of_shared_words_are_nearer_than_others() {
        String soil = "Which compost improves clay soil?";
        assertThat(cosine(soil, "Is compost good for sandy soil?"))
                .isGreaterThan(cosine(soil, "Merge two columns of a dataframe") + 0.2);
    }

    @Example
    void case_and_plural_make_no_difference() {
        assertThat(cosine("Credit Cards", "credit card")).isCloseTo(1, within(1e-5));
    }

    @Example
    void function_words_weigh_little() {
        assertThat(cosine("compost", "the compost")).isGreaterThan(0.8);
    }

    @Example
    void no_texts_have_no_vectors() {
        assertThat(embed().rows()).isZero();
    }

    private static Embeddings embed(String... texts) {
        return new HashingEmbedder()
                .embed(Stream.of(texts).map(SensitiveText::of).toList());
    }

    private static double cosine(String one, String other) {
        float[] a = embed(one).vector(0);
        float[] b = embed(other).vector(0);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
