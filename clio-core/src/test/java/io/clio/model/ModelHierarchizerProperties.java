package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.embed.HashingEmbedder;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever a model answers, no base cluster is lost. */
class ModelHierarchizerProperties {
    /** Ways to answer. */
    private enum Mood {
        SENSIBLE,
        NONSENSE,
        OTHER_JSON,
        EMPTY,
        EMPTY_LISTS,
        OUT_OF_RANGE,
        ALL_TO_ONE,
        DUPLICATES,
        ECHO,
        ENDLESS,
        REFUSAL;

        private static final Sorter SORTER = new Sorter();

        String answer(CompletionRequest request) throws LanguageModelException {
            return switch (this) {
                case SENSIBLE -> SORTER.answer(request);
                case NONSENSE -> "Sure! {here} it is: [1, 2";
                case OTHER_JSON -> "{\"weather\": {\"title\": 3}, \"groups\": {\"A\": 1}, \"same\": 7}";
                case EMPTY -> "";
                case EMPTY_LISTS -> "{\"groups\": [], \"same\": [[]], \"title\": \"\", \"summary\": \"\"}";
                case OUT_OF_RANGE ->
                    "{\"groups\": [\"x\", \"y\", \"z\", \"u\", \"v\", \"w\"], \"same\": [[0, 1000000000000]],"
                            + " \"A\": 0, \"B\": -1, \"C\": 99999999999, \"D\": 1.5, \"E\": 1, \"F\": 2, \"G\": 3,"
                            + " \"H\": \"4\", \"title\": \"T\", \"summary\": \"S\"}";
                case ALL_TO_ONE ->
                    "{\"groups\": [\"x\", \"y\", \"z\", \"u\", \"v\", \"w\"], \"same\": [[1, 2, 3, 4, 5]], \"A\": 1,"
                            + " \"B\": 1, \"C\": 1, \"D\": 1, \"E\": 1, \"F\": 1, \"G\": 1, \"H\": 1,"
                            + " \"title\": \"T\", \"summary\": \"S\"}";
                case DUPLICATES ->
                    "{\"groups\": [\"Same\", \"same\", \" SAME \", \"other\"], \"same\": [[1, 1], [1, 2], [2, 1]],"
                            + " \"A\": 1, \"A\": 2, \"title\": \"Same\", \"summary\": \"Same\"}";
                case ECHO -> PlayedModel.system(request) + "\n" + PlayedModel.data(request);
                case ENDLESS -> "{\"groups\": [" + "\"again\", ".repeat(5000);
                case REFUSAL -> throw PlayedModel.refusal();
            };
        }
    }

    /** Of some moods one for each question, by what it says. */
    private static PlayedModel.Script moody(List<Mood> moods, long salt) {
        return request -> {
            long hash = PlayedModel.data(request).hashCode() * 31L
                    + request.messages().size();
            int chosen = new SplittableRandom(salt + hash).nextInt(moods.size());
            return moods.get(chosen).answer(request);
        };
    }

    private static Hierarchy arrange(int base, List<Mood> moods, long salt, long seed) {
        List<Draft> drafts = new ArrayList<>(Sorter.cases(5, 5, 6).subList(0, base));
        for (int cluster = 0; cluster < base; cluster++) {
            if (new SplittableRandom(salt + cluster).nextInt(9) == 0) {
                drafts.set(cluster, Draft.of("", ""));
            }
        }
        Embeddings centroids =
                new HashingEmbedder().embed(drafts.stream().map(Draft::summary).toList());
        PlayedModel model = new PlayedModel(moody(moods, salt));
        return new ModelHierarchizer(model.run(), new HashingEmbedder()).arrange(drafts, centroids, seed);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void each_base_cluster_is_a_leaf_once_and_the_same_answers_give_the_same_tree(
            @ForAll @IntRange(min = 1, max = 150) int base, @ForAll List<Mood> moods, @ForAll long salt) {
        List<Mood> some = moods.isEmpty() ? List.of(Mood.values()) : moods;
        Hierarchy tree = arrange(base, some, salt, salt);
        tree.requireCovers(base);
        tree.roots().forEach(ModelHierarchizerProperties::requireBranching);
        assertThat(arrange(base, some, salt, salt)).isEqualTo(tree);
    }

    @Property
    void one_mood_throughout_loses_nothing(@ForAll Mood mood) {
        arrange(130, List.of(mood), 1, 1).requireCovers(130);
    }

    private static void requireBranching(Hierarchy.Node node) {
        if (node instanceof Hierarchy.Group group) {
            assertThat(group.children()).hasSizeGreaterThan(1);
            group.children().forEach(ModelHierarchizerProperties::requireBranching);
        }
    }
}
