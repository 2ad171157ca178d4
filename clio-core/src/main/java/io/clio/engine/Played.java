package io.clio.engine;

import io.clio.arrange.LevelHierarchizer;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.embed.HashingEmbedder;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.model.Rehearsal;
import io.clio.model.Step;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Plays the steps that come after facets, with made-up clusters of about the sizes that are expected, and finds what
 * one question of each takes.
 *
 * @param answer tokens of a facets answer
 * @param screen tokens of a screen's answer
 * @param title what the title of a base cluster takes
 * @param group what the title of a group takes
 * @param hierarchy what the hierarchy takes for a base cluster
 * @param audit what the audit of a description takes
 */
record Played(double answer, double screen, Taken title, Taken group, Taken hierarchy, Taken audit) {
    private static final List<Conversation> ANY = List.of(Conversation.of(Subject.unknown(), Message.user("hello")));
    private static final int MOST_TITLES = 30;
    private static final int MOST_GROUPS = 10;
    private static final int MOST_ARRANGED = 400;
    private static final int TO_AUDIT = 20;
    private static final int TERMS = 12;
    private static final int SHOWN = 50;
    private static final int CHILDREN = 10;
    private static final int DIMENSIONS = 16;
    /** Sizes of clusters lie around their mean by so much, as a standard deviation of logarithms. */
    private static final double SPREAD = 0.7;

    /**
     * What something takes.
     *
     * @param questions questions
     * @param input tokens of prompts
     * @param output tokens of answers
     */
    record Taken(double questions, double input, double output) {
        static final Taken NOTHING = new Taken(0, 0, 0);

        static Taken of(Rehearsal.Count count, double parts) {
            return parts == 0
                    ? NOTHING
                    : new Taken(count.questions() / parts, count.input() / parts, count.output() / parts);
        }
    }

    /**
     * Plays.
     *
     * @param plan the plan
     * @param rehearsal answers
     * @param sampled texts to be clustered, where code gives them
     * @param rows how many rows there are
     * @param clusters how many clusters
     */
    static Played of(Plan plan, Rehearsal rehearsal, Sampled sampled, double rows, int clusters) {
        ModelStages models = ModelStages.rehearsing(plan, rehearsal);
        double answer = answer(plan, rehearsal);
        models.screen(ANY, List.of(Subject.unknown()));
        double screen = rehearsal.take(Step.SCREEN).output();
        Cancelled.check(Progress.Stage.READ);
        if (clusters == 0) {
            return new Played(answer, screen, Taken.NOTHING, Taken.NOTHING, Taken.NOTHING, Taken.NOTHING);
        }
        Stage stage = new Stage(plan, rehearsal, models, sampled);
        Taken title = stage.titles(rows, clusters);
        Taken group = stage.groups(Math.min(clusters, CHILDREN));
        Taken hierarchy = stage.hierarchy(Math.min(clusters, MOST_ARRANGED));
        return new Played(answer, screen, title, group, hierarchy, stage.audits());
    }

    /** How many tokens an answer has that gives the facets of a conversation. */
    static double answer(Plan plan, Rehearsal rehearsal) {
        ModelStages models = ModelStages.rehearsing(plan, rehearsal);
        List<Facet<?>> asked = Sampled.asked(plan);
        if (!asked.isEmpty() && models.hasExtractor()) {
            models.extract(ANY, List.of(Subject.unknown()), asked);
        }
        return rehearsal.take(Step.FACETS).output();
    }

    /** How many groups there are above so many clusters. */
    static double groups(double clusters) {
        return LevelHierarchizer.levelSizes((int) Math.round(clusters)).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static final class Stage {
        private final Plan plan;
        private final Rehearsal rehearsal;
        private final ModelStages models;
        private final Sampled sampled;
        private final SplittableRandom random;

        Stage(Plan plan, Rehearsal rehearsal, ModelStages models, Sampled sampled) {
            this.plan = plan;
            this.rehearsal = rehearsal;
            this.models = models;
            this.sampled = sampled;
            this.random = new SplittableRandom(plan.seed());
        }

        Taken titles(double rows, int clusters) {
            if (!asks(Step.TITLES)) {
                return Taken.NOTHING;
            }
            int many = Math.min(clusters, MOST_TITLES);
            double[] sizes = IntStream.range(0, many)
                    .mapToDouble(i -> StrictMath.exp(SPREAD * Gaussian.next(random)))
                    .toArray();
            double mean = IntStream.range(0, many)
                    .mapToDouble(i -> sizes[i])
                    .average()
                    .orElse(1);
            List<Portrait> portraits = new ArrayList<>();
            for (double size : sizes) {
                int members = (int) Math.max(1, Math.min(SHOWN, Math.round(size / mean * rows / clusters)));
                int others = (int) Math.max(0, Math.min(SHOWN, rows - members));
                portraits.add(portrait(rows(members), rows(clusters == 1 ? 0 : others), List.of()));
            }
            models.summarizer().summarize(portraits);
            return Taken.of(rehearsal.take(Step.TITLES), many);
        }

        /** What has a stage of the user's own is not played, for that stage is his. */
        private boolean asks(Step step) {
            return plan.models().orElseThrow().steps().contains(step);
        }

        Taken groups(int children) {
            if (!asks(Step.TITLES)) {
                return Taken.NOTHING;
            }
            List<Portrait> portraits = IntStream.range(0, MOST_GROUPS)
                    .mapToObj(i -> portrait(rows(SHOWN), rows(SHOWN), drafts(children)))
                    .toList();
            models.summarizer().summarize(portraits);
            return Taken.of(rehearsal.take(Step.TITLES), MOST_GROUPS);
        }

        Taken hierarchy(int clusters) {
            if (!asks(Step.HIERARCHY)) {
                return Taken.NOTHING;
            }
            float[] values = new float[clusters * DIMENSIONS];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Gaussian.next(random);
            }
            models.hierarchizer(new HashingEmbedder())
                    .arrange(drafts(clusters), Embeddings.wrap(values, DIMENSIONS), plan.seed());
            return Taken.of(rehearsal.take(Step.HIERARCHY), clusters);
        }

        Taken audits() {
            models.auditor().ifPresent(auditor -> auditor.audit(drafts(TO_AUDIT)));
            return Taken.of(rehearsal.take(Step.AUDIT), TO_AUDIT);
        }

        private Portrait portrait(List<FacetRow> members, List<FacetRow> others, List<Draft> children) {
            List<KeyTerm> terms = IntStream.range(0, TERMS)
                    .mapToObj(i -> new KeyTerm(rehearsal.phrase(), 1, 1, 1))
                    .toList();
            return new Portrait(members, others, terms, children, Set.of(), Set.of());
        }

        private List<FacetRow> rows(int many) {
            List<SensitiveText> texts = sampled.texts().isEmpty()
                    ? rehearsal.texts(many)
                    : IntStream.range(0, many)
                            .mapToObj(i -> sampled.texts()
                                    .get(random.nextInt(sampled.texts().size())))
                            .toList();
            return texts.stream()
                    .map(text -> new FacetRow(
                            Subject.unknown(),
                            FacetValues.builder()
                                    .put(plan.clusterBy().facet(), text)
                                    .build()))
                    .toList();
        }

        private List<Draft> drafts(int many) {
            return IntStream.range(0, many).mapToObj(i -> rehearsal.draft()).toList();
        }
    }
}
