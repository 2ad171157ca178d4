package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.arrange.LevelHierarchizer;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.Hierarchy;
import io.clio.cluster.Hierarchy.Group;
import io.clio.cluster.Hierarchy.Leaf;
import io.clio.cluster.Hierarchy.Node;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Budget;
import io.clio.embed.HashingEmbedder;
import io.clio.llm.CompletionRequest;
import io.clio.spi.Embedder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelHierarchizerTest {
    private static final Embedder EMBEDDER = new HashingEmbedder();
    private static final long SEED = 11;

    private static Embeddings centroids(List<Draft> drafts) {
        return EMBEDDER.embed(drafts.stream().map(Draft::title).toList());
    }

    private static ModelHierarchizer hierarchizer(PlayedModel.Script script) {
        return new ModelHierarchizer(new PlayedModel(script).run(), EMBEDDER);
    }

    private static Hierarchy arrange(ModelHierarchizer hierarchizer, List<Draft> drafts) {
        Hierarchy tree = hierarchizer.arrange(drafts, centroids(drafts), SEED);
        tree.requireCovers(drafts.size());
        return tree;
    }

    private static List<Integer> leaves(Node node) {
        return node instanceof Leaf leaf
                ? List.of(leaf.cluster())
                : ((Group) node)
                        .children().stream()
                                .flatMap(child -> leaves(child).stream())
                                .toList();
    }

    private static Stream<Group> groups(Node node) {
        return node instanceof Group group
                ? Stream.concat(Stream.of(group), group.children().stream().flatMap(ModelHierarchizerTest::groups))
                : Stream.empty();
    }

    private static List<Group> groups(Hierarchy tree) {
        return tree.roots().stream().flatMap(ModelHierarchizerTest::groups).toList();
    }

    private static String title(Group group) {
        return group.draft().map(draft -> draft.title().reveal()).orElse("");
    }

    @Test
    void one_level_of_a_sensible_model_holds_what_belongs_together() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        ModelHierarchizer hierarchizer = hierarchizer(new Sorter());
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(tree.roots()).hasSize(8).allSatisfy(root -> {
            Set<String> fields = leaves(root).stream()
                    .map(leaf -> Sorter.fieldOf(cases.get(leaf)))
                    .collect(Collectors.toSet());
            assertThat(fields).hasSize(1);
            assertThat(title((Group) root)).isEqualTo("Everything about " + String.join("", fields));
        });
        assertThat(hierarchizer.makeshifts()).isEqualTo(Makeshifts.NONE);
    }

    @Test
    void two_levels_of_a_sensible_model_are_both_right() {
        List<Draft> cases = Sorter.cases(10, 5, 6);
        ModelHierarchizer hierarchizer = hierarchizer(new Sorter());
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(tree.roots()).hasSize(10);
        assertThat(groups(tree)).hasSize(60).allSatisfy(group -> {
            boolean lower = group.children().get(0) instanceof Leaf;
            Set<String> names = leaves(group).stream()
                    .map(cases::get)
                    .map(lower ? Sorter::fieldOf : Sorter::subjectOf)
                    .collect(Collectors.toSet());
            assertThat(names).hasSize(1);
            assertThat(title(group)).isEqualTo("Everything about " + String.join("", names));
            assertThat(group.children()).hasSize(lower ? 6 : 5);
        });
        assertThat(hierarchizer.makeshifts()).isEqualTo(Makeshifts.NONE);
    }

    @Test
    void of_many_groups_a_question_shows_those_that_are_nearest() {
        List<Draft> cases = Sorter.cases(10, 5, 6);
        PlayedModel model = new PlayedModel(new Sorter());
        arrange(new ModelHierarchizer(model.run(), EMBEDDER), cases);
        assertThat(assignments(model))
                .allSatisfy(request -> assertThat(
                                PlayedModel.between(request, "groups").lines())
                        .hasSizeLessThanOrEqualTo(40));
    }

    private static List<CompletionRequest> assignments(PlayedModel model) {
        return model.asked().stream()
                .filter(request -> is("assignment", request))
                .toList();
    }

    @Test
    void groups_are_proposed_in_sight_of_the_nearest_topics_outside() {
        List<Draft> cases = Sorter.cases(2, 4, 10);
        PlayedModel model = new PlayedModel(new Sorter());
        arrange(new ModelHierarchizer(model.run(), EMBEDDER), cases);
        List<CompletionRequest> proposals =
                model.asked().stream().filter(request -> is("groups", request)).toList();
        assertThat(proposals).hasSizeGreaterThan(1).allSatisfy(request -> {
            String topics = PlayedModel.between(request, "topics");
            assertThat(PlayedModel.between(request, "outside").lines())
                    .hasSize(10)
                    .noneMatch(line -> topics.contains(line + ":"));
            assertThat(topics.lines()).hasSizeLessThanOrEqualTo(60);
        });
        assertThat(proposals.stream()
                        .flatMap(request ->
                                PlayedModel.between(request, "topics").lines()))
                .hasSize(80)
                .doesNotHaveDuplicates();
    }

    @Test
    void groups_stand_in_another_order_in_each_question_and_in_the_same_one_in_each_run() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        PlayedModel model = new PlayedModel(new Sorter());
        arrange(new ModelHierarchizer(model.run(), EMBEDDER), cases);
        List<CompletionRequest> first = model.asked();
        assertThat(assignments(model).stream()
                        .map(request -> PlayedModel.between(request, "groups"))
                        .distinct())
                .hasSizeGreaterThan(8);
        PlayedModel again = new PlayedModel(new Sorter());
        arrange(new ModelHierarchizer(again.run(), EMBEDDER), cases);
        assertThat(again.asked()).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void another_seed_shuffles_otherwise() {
        List<Draft> cases = Sorter.cases(1, 5, 4);
        PlayedModel model = new PlayedModel(new Sorter());
        ModelHierarchizer hierarchizer = new ModelHierarchizer(model.run(), EMBEDDER);
        assertThat(hierarchizer.arrange(cases, centroids(cases), 1))
                .isEqualTo(hierarchizer.arrange(cases, centroids(cases), 2));
        Set<String> orders = new HashSet<>();
        assignments(model).forEach(request -> orders.add(PlayedModel.between(request, "groups")));
        assertThat(orders).hasSize(6);
    }

    @Test
    void few_clusters_are_not_asked_about() {
        PlayedModel model = new PlayedModel(new Sorter());
        Hierarchy tree = arrange(new ModelHierarchizer(model.run(), EMBEDDER), Sorter.cases(1, 7, 1));
        assertThat(tree).isEqualTo(Hierarchy.flat(7));
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void where_the_model_gives_no_groups_the_tree_is_that_of_k_means() {
        List<Draft> cases = Sorter.cases(5, 5, 6);
        ModelHierarchizer hierarchizer = hierarchizer(request -> "As you wish.");
        assertThat(arrange(hierarchizer, cases))
                .isEqualTo(new LevelHierarchizer().arrange(cases, centroids(cases), SEED));
        assertThat(hierarchizer.makeshifts()).isEqualTo(new Makeshifts(0, 0, 0, 0, 2));
    }

    @Test
    void where_every_topic_goes_to_one_group_the_tree_is_that_of_k_means() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        ModelHierarchizer hierarchizer = hierarchizer(request -> is("assignment", request)
                ? sorter.answer(request).replaceAll(": \\d+", ": 1")
                : sorter.answer(request));
        // The first group of a shuffled list is another in each question, so this needs a model that knows its aim.
        Hierarchy spread = arrange(hierarchizer, cases);
        assertThat(spread.roots()).hasSizeLessThanOrEqualTo(13);

        ModelHierarchizer toOne = hierarchizer(request -> is("assignment", request)
                ? sorter.answer(request).replaceAll(": \\d+", ": " + numberOf("gentle", request))
                : sorter.answer(request));
        assertThat(arrange(toOne, cases)).isEqualTo(new LevelHierarchizer().arrange(cases, centroids(cases), SEED));
    }

    private static boolean is(String form, CompletionRequest request) {
        return form(request).equals(form);
    }

    private static String form(CompletionRequest request) {
        return request.schema().orElseThrow().name();
    }

    private static String numberOf(String word, CompletionRequest request) {
        return PlayedModel.between(request, "groups")
                .lines()
                .filter(line -> line.contains(word))
                .map(line -> line.substring(0, line.indexOf('.')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_level_that_fails_is_made_by_k_means_above_the_groups_that_are_there() {
        List<Draft> cases = Sorter.cases(10, 5, 6);
        Sorter sorter = new Sorter();
        ModelHierarchizer hierarchizer = hierarchizer(request ->
                PlayedModel.between(request, "topics").contains("- Everything") ? "No." : sorter.answer(request));
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(tree.roots()).hasSizeBetween(2, 10);
        assertThat(groups(tree).stream().filter(group -> group.draft().isPresent()))
                .hasSize(50);
        assertThat(hierarchizer.makeshifts()).isEqualTo(new Makeshifts(0, 0, 0, 0, 1));
    }

    @Test
    void a_neighbourhood_without_proposals_is_grouped_around_its_most_central_topics() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        PlayedModel.Script halfDumb = request ->
                is("groups", request) && PlayedModel.between(request, "topics").contains("Case 7 ")
                        ? "No."
                        : sorter.answer(request);
        ModelHierarchizer hierarchizer = hierarchizer(halfDumb);
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(hierarchizer.makeshifts().proposals()).isEqualTo(1);
        assertThat(tree.roots()).hasSizeBetween(2, 13);
    }

    @Test
    void a_topic_whose_answer_cannot_be_used_goes_to_the_nearest_group_and_is_counted() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        PlayedModel model = new PlayedModel(request -> is("assignment", request)
                ? sorter.answer(request).replaceFirst("\"A\": \\d+", "\"A\": 999")
                : sorter.answer(request));
        ModelHierarchizer hierarchizer = new ModelHierarchizer(model.run(), EMBEDDER);
        Hierarchy tree = arrange(hierarchizer, cases);
        int calls = assignments(model).size();
        assertThat(calls).isBetween(10, 15);
        assertThat(hierarchizer.makeshifts()).isEqualTo(new Makeshifts(0, 0, calls, 0, 0));
        assertThat(tree.roots())
                .allSatisfy(root -> assertThat(leaves(root).stream()
                                .map(leaf -> Sorter.fieldOf(cases.get(leaf)))
                                .distinct())
                        .hasSize(1));
    }

    @Test
    void an_assignment_of_which_less_than_half_can_be_used_is_asked_for_again() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        ModelHierarchizer hierarchizer = hierarchizer(request ->
                is("assignment", request) && request.messages().size() == 2 ? "{\"Z\": 1}" : sorter.answer(request));
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(hierarchizer.makeshifts()).isEqualTo(Makeshifts.NONE);
        assertThat(tree.roots()).hasSize(8);
    }

    @Test
    void where_nobody_says_which_names_are_the_same_they_stay_apart() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        ModelHierarchizer hierarchizer = hierarchizer(request -> is("same", request) ? "none" : sorter.answer(request));
        Hierarchy tree = arrange(hierarchizer, cases);
        assertThat(hierarchizer.makeshifts()).isEqualTo(new Makeshifts(0, 1, 0, 0, 0));
        assertThat(tree.roots()).hasSizeBetween(8, 13);
    }

    @Test
    void merging_everything_leaves_as_many_groups_as_there_must_be() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        PlayedModel model = new PlayedModel(request -> {
            long names = PlayedModel.between(request, "names").lines().count();
            return is("same", request)
                    ? "{\"same\": ["
                            + Stream.iterate(1, i -> i <= names, i -> i + 1).toList() + "]}"
                    : sorter.answer(request);
        });
        ModelHierarchizer hierarchizer = new ModelHierarchizer(model.run(), EMBEDDER);
        arrange(hierarchizer, cases);
        assertThat(assignments(model))
                .allSatisfy(request -> assertThat(
                                PlayedModel.between(request, "groups").lines())
                        .hasSize(5));
    }

    @Test
    void a_name_that_is_in_use_is_asked_for_again_with_that_name_and_then_left_to_the_summarizer() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        Sorter sorter = new Sorter();
        ModelHierarchizer stubborn = hierarchizer(request -> is("title", request)
                ? "{\"title\": \"Gentle things\", \"summary\": \"Users ask for help.\"}"
                : sorter.answer(request));
        List<Group> groups = groups(arrange(stubborn, cases));
        assertThat(groups.stream().filter(group -> group.draft().isPresent())).hasSize(1);
        assertThat(stubborn.makeshifts()).isEqualTo(new Makeshifts(0, 0, 0, 7, 0));

        ModelHierarchizer teachable = hierarchizer(request ->
                is("title", request) && PlayedModel.between(request, "taken").isEmpty()
                        ? "{\"title\": \"Baking for beginners\", \"summary\": \"Users ask for help.\"}"
                        : sorter.answer(request));
        assertThat(groups(arrange(teachable, cases)))
                .extracting(ModelHierarchizerTest::title)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void a_group_does_not_bear_the_title_of_a_base_cluster() {
        List<Draft> cases = new ArrayList<>(Sorter.cases(1, 8, 10));
        String copied = cases.get(0).title().reveal();
        Sorter sorter = new Sorter();
        ModelHierarchizer hierarchizer = hierarchizer(request -> is("title", request)
                ? "{\"title\": \"" + copied.toUpperCase(Locale.ROOT) + "\", \"summary\": \"Users ask.\"}"
                : sorter.answer(request));
        assertThat(groups(arrange(hierarchizer, cases)))
                .allMatch(group -> group.draft().isEmpty());
    }

    @Test
    void clusters_without_a_title_are_beside_the_nearest_that_have_one() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        List<Draft> drafts = new ArrayList<>(cases);
        for (int cluster = 0; cluster < 80; cluster += 5) {
            drafts.set(cluster, Draft.of("", ""));
        }
        ModelHierarchizer hierarchizer = hierarchizer(new Sorter());
        Hierarchy tree = hierarchizer.arrange(drafts, centroids(cases), SEED);
        tree.requireCovers(80);
        assertThat(tree.roots())
                .hasSize(8)
                .allSatisfy(root -> assertThat(leaves(root).stream()
                                .map(leaf -> Sorter.fieldOf(cases.get(leaf)))
                                .distinct())
                        .hasSize(1));
    }

    @Test
    void where_most_clusters_have_no_title_the_tree_is_that_of_k_means() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        List<Draft> drafts = new ArrayList<>(cases);
        drafts.subList(0, 41).replaceAll(draft -> Draft.of("", ""));
        PlayedModel model = new PlayedModel(new Sorter());
        Hierarchy tree = new ModelHierarchizer(model.run(), EMBEDDER).arrange(drafts, centroids(cases), SEED);
        assertThat(tree).isEqualTo(new LevelHierarchizer().arrange(drafts, centroids(cases), SEED));
        assertThat(model.asked()).isEmpty();
    }

    @Test
    void a_spent_budget_is_no_answer_but_the_end() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        ModelRun run = new PlayedModel(new Sorter()).run(Budget.tokens(2500));
        ModelHierarchizer hierarchizer = new ModelHierarchizer(run, EMBEDDER);
        Embeddings centroids = centroids(cases);
        assertThatThrownBy(() -> hierarchizer.arrange(cases, centroids, SEED)).isInstanceOf(AskingEndedException.class);
    }

    @Test
    void what_an_embedder_throws_passes() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        ModelHierarchizer hierarchizer = new ModelHierarchizer(new PlayedModel(new Sorter()).run(), texts -> {
            throw new IllegalStateException("no vectors today");
        });
        assertThatThrownBy(() -> hierarchizer.arrange(cases, centroids(cases), SEED))
                .hasMessage("no vectors today");
    }

    @Test
    void an_embedder_that_gives_other_than_was_asked_for_is_found_out() {
        List<Draft> cases = Sorter.cases(1, 8, 10);
        assertThatThrownBy(() -> withVectors(cases, texts -> Embeddings.wrap(new float[4], 4)))
                .hasMessage("embedder: expected 80 vectors of titles, got 1");
        assertThatThrownBy(() -> withVectors(cases, texts -> {
                    float[] values = new float[texts.size()];
                    values[3] = Float.NaN;
                    return Embeddings.wrap(values, 1);
                }))
                .hasMessage("embedder: expected finite numbers, got NaN");
    }

    private static Hierarchy withVectors(List<Draft> cases, Embedder embedder) {
        return new ModelHierarchizer(new PlayedModel(new Sorter()).run(), embedder)
                .arrange(cases, centroids(cases), SEED);
    }

    @Test
    void titles_that_all_say_the_same_are_asked_about_in_parts_that_fit_a_prompt() {
        Draft same = new Draft(SensitiveText.of("Requests"), SensitiveText.of("Users ask."));
        List<Draft> drafts = Stream.generate(() -> same).limit(200).toList();
        Embeddings centroids = centroids(Sorter.cases(5, 5, 8));
        PlayedModel model = new PlayedModel(request -> switch (form(request)) {
            case "groups" -> "{\"groups\": [\"one\", \"two\", \"three\", \"four\"]}";
            case "same" -> "{\"same\": []}";
            case "assignment" -> "{\"A\": 1, \"B\": 2, \"C\": 3, \"D\": 4, \"E\": 1, \"F\": 2, \"G\": 3, \"H\": 4}";
            default -> "{\"title\": \"Requests\", \"summary\": \"Users ask.\"}";
        });
        Hierarchy tree = new ModelHierarchizer(model.run(), EMBEDDER).arrange(drafts, centroids, SEED);
        tree.requireCovers(200);
    }

    @Test
    void its_name_tells_the_model_the_prompts_and_the_embedder() {
        assertThat(hierarchizer(new Sorter()).name()).isEqualTo("played, prompts 1, hashed words, 384 dimensions");
    }
}
