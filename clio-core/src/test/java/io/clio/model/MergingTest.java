package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.kmeans.UnitLength;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergingTest {
    private final Makeshifts.Tally tally = new Makeshifts.Tally();

    /** Names in pairs that are close to each other: 0 and 1, 2 and 3, and so on. */
    private static Embeddings pairs(int names) {
        float[] values = new float[names * names];
        for (int name = 0; name < names; name++) {
            values[name * names + name / 2] = 1;
            values[name * names + names - 1] = 0.001f * name;
        }
        return UnitLength.of(Embeddings.wrap(values, names));
    }

    private List<Integer> merge(PlayedModel model, int names, Range range) {
        List<SensitiveText> texts = IntStream.range(0, names)
                .mapToObj(i -> SensitiveText.of("name " + i))
                .toList();
        return new Merging(model.run(), 5, tally).ask(texts, pairs(names), range);
    }

    @Test
    void of_names_that_mean_the_same_the_first_that_is_given_stays() {
        PlayedModel model = PlayedModel.always("{\"same\": [[3, 1], [4, 6, 5], [2]]}");
        assertThat(merge(model, 8, Range.around(6, 2))).containsExactly(1, 2, 3, 6, 7);
        assertThat(tally.sum()).isEqualTo(Makeshifts.NONE);
    }

    @Test
    void lists_that_share_a_number_are_one() {
        PlayedModel model = PlayedModel.always("{\"same\": [[1, 1, 2], [3, 2], [3, 4]]}");
        assertThat(merge(model, 6, Range.around(4, 2))).containsExactly(0, 4, 5);
    }

    @Test
    void no_more_are_merged_than_leaves_as_many_as_there_must_be() {
        PlayedModel model = PlayedModel.always("{\"same\": [[1, 2, 3, 4, 5, 6, 7, 8]]}");
        assertThat(merge(model, 8, Range.around(6, 2))).containsExactly(0, 6, 7);
    }

    @Test
    void where_too_many_are_left_one_of_those_that_are_close_to_each_other_stays() {
        PlayedModel model = PlayedModel.always("{\"same\": []}");
        assertThat(merge(model, 16, new Range(3, 5, 8)).stream().map(name -> name / 2))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(tally.sum()).isEqualTo(Makeshifts.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"same\": 4}",
                "{\"same\": [[0, 1]]}",
                "{\"same\": [[1, 9]]}",
                "{\"same\": [[1, \"2\"]]}",
                "{\"same\": [[1, 99999999999]]}",
                "{\"same\": [[1, [2]]]}"
            })
    void an_answer_that_cannot_be_used_merges_nothing_and_is_counted(String answer) {
        PlayedModel model = PlayedModel.always(answer);
        assertThat(merge(model, 8, Range.around(6, 2))).hasSize(8);
        assertThat(tally.sum()).isEqualTo(new Makeshifts(0, 1, 0, 0, 0));
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void many_names_are_asked_about_in_parts_of_names_that_are_close_to_each_other() {
        PlayedModel model = PlayedModel.always("{\"same\": []}");
        assertThat(merge(model, 400, new Range(100, 200, 400))).hasSize(400);
        assertThat(model.asked()).hasSizeGreaterThan(2).allSatisfy(request -> {
            int[] names = PlayedModel.between(request, "names")
                    .lines()
                    .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                    .toArray();
            assertThat(names).hasSizeLessThanOrEqualTo(150);
            assertThat(Arrays.stream(names).filter(name -> IntStream.of(names).noneMatch(it -> it == (name ^ 1))))
                    .isEmpty();
        });
    }
}
