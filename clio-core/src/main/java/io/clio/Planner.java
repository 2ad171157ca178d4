package io.clio;

import io.clio.arrange.LevelHierarchizer;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.describe.KeyTermSummarizer;
import io.clio.dispatch.Budget;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.StepReport;
import io.clio.engine.OneAtATime;
import io.clio.engine.Plan;
import io.clio.facet.FacetSource;
import io.clio.llm.LanguageModel;
import io.clio.model.ModelPlan;
import io.clio.model.Step;
import io.clio.prompt.Prompts;
import io.clio.release.PrivacyPolicy;
import io.clio.release.ReleaseLedger;
import io.clio.spi.Clusterer;
import io.clio.spi.Embedder;
import io.clio.spi.FacetExtractor;
import io.clio.spi.Hierarchizer;
import io.clio.spi.Progress;
import io.clio.spi.Summarizer;
import io.clio.workspace.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a plan of what a pipeline was told, with a default for all that it was not told. */
final class Planner {
    private static final long DEFAULT_SEED = 1;
    private final Settings settings;

    Planner(Settings settings) {
        this.settings = settings;
    }

    /**
     * The plan.
     *
     * @param embedder what embeds if no embedder is configured
     * @throws IllegalStateException if the pipeline is not complete
     */
    Plan plan(Embedder embedder) {
        return plan(embedder, clusterBy(), List.of(), settings.get(Setting.LEDGER, ReleaseLedger.class));
    }

    /**
     * A plan for each facet that is to be clustered in one run. All of them read the same facets, so that each will do
     * for reading, and compare what they release with one another.
     *
     * @param embedder what embeds if no embedder is configured
     * @param trees the facets
     * @throws IllegalArgumentException if there are none, or two of one name
     * @throws IllegalStateException if the pipeline is not complete, or has settings for a run with one tree
     */
    List<Plan> plans(Embedder embedder, List<FacetSource<SensitiveText>> trees) {
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("runEach needs a facet at least");
        }
        Set<String> names = new HashSet<>();
        for (FacetSource<SensitiveText> tree : trees) {
            if (!names.add(tree.facet().name())) {
                throw new IllegalArgumentException(
                        "two facets have the name '" + tree.facet().name() + "'");
            }
        }
        refuseBesideTrees(
                Setting.CLUSTER_BY,
                "names the facet that run() clusters; give all facets to runEach(…), or call run()");
        refuseBesideTrees(
                Setting.LEDGER, "keeps the history of one tree; give each facet's tree a run() of its own to keep it");
        Embedder chosen = settings.get(Setting.EMBEDDER, Embedder.class).orElse(embedder);
        List<FacetSource<?>> all = new ArrayList<>(trees);
        trees.forEach(tree -> within(chosen, tree).ifPresent(all::add));
        Optional<ReleaseLedger> ledger = Optional.of(ReleaseLedger.amongTrees());
        return trees.stream().map(tree -> plan(embedder, tree, all, ledger)).toList();
    }

    private void refuseBesideTrees(Setting setting, String why) {
        if (settings.has(setting)) {
            throw new IllegalStateException("runEach cannot be used with " + setting.method() + ", which " + why);
        }
    }

    private Plan plan(
            Embedder embedder,
            FacetSource<SensitiveText> tree,
            List<FacetSource<?>> others,
            Optional<ReleaseLedger> ledger) {
        Embedder chosen = settings.get(Setting.EMBEDDER, Embedder.class).orElse(embedder);
        long seed = settings.get(Setting.SEED, Long.class).orElse(DEFAULT_SEED);
        Conversations conversations = settings.get(Setting.FROM, Conversations.class)
                .orElseThrow(() -> new IllegalStateException("nothing to read: call from(Conversations…)"));
        return new Plan(
                settings.get(Setting.SAMPLE, Sampling.class)
                        .map(sampling -> sampling.from(conversations.source(), seed))
                        .orElseGet(conversations::source),
                conversations.badRecordCeiling(),
                screen(),
                tree,
                within(chosen, tree),
                facets(),
                others,
                settings.get(Setting.EXTRACTOR, FacetExtractor.class),
                models(),
                chosen,
                settings.get(Setting.CLUSTERER, Clusterer.class).orElseGet(Clusterers::kMeans),
                settings.get(Setting.SUMMARIZER, Summarizer.class).orElseGet(KeyTermSummarizer::new),
                settings.get(Setting.HIERARCHIZER, Hierarchizer.class).orElseGet(LevelHierarchizer::new),
                settings.auditors(),
                settings.recognizers(),
                settings.get(Setting.PRIVACY, PrivacyPolicy.class).orElseGet(PrivacyPolicy::standard),
                ledger,
                seed,
                settings.get(Setting.THREADS, Integer.class)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
                new OneAtATime(settings.get(Setting.PROGRESS, Progress.class).orElseGet(Progress::none)),
                settings.get(Setting.WORKSPACE, Workspace.class));
    }

    private Optional<ModelPlan> models() {
        Optional<LanguageModel> model = settings.get(Setting.MODEL, LanguageModel.class);
        if (model.isEmpty()) {
            Stream.of(Setting.ofModels()).filter(settings::has).findFirst().ifPresent(setting -> {
                throw new IllegalStateException(
                        setting.method() + " is for language models, and none is configured; call llm(…)");
            });
            return Optional.empty();
        }
        Dispatch dispatch = settings.get(Setting.DISPATCH, Dispatch.class)
                .orElseGet(() -> Dispatch.builder().build());
        return Optional.of(new ModelPlan(
                model.get(),
                settings.get(Setting.TITLE_MODEL, LanguageModel.class).orElse(model.get()),
                settings.get(Setting.BUDGET, Budget.class).map(dispatch::within).orElse(dispatch),
                settings.get(Setting.PROMPTS, Prompts.class).orElseGet(Prompts::bundled),
                steps(),
                settings.get(Setting.QUESTION, String.class),
                report(),
                settings.has(Setting.SPLITTING)));
    }

    @SuppressWarnings("unchecked") // only modelReport sets it
    private Consumer<List<StepReport>> report() {
        return (Consumer<List<StepReport>>)
                settings.once().getOrDefault(Setting.REPORT, (Consumer<List<StepReport>>) steps -> {});
    }

    /** What the user has a stage of his own for, no model is asked. */
    private Set<Step> steps() {
        Set<Step> steps = EnumSet.of(Step.AUDIT);
        if (settings.has(Setting.QUESTION)) {
            steps.add(Step.SCREEN);
        }
        if (!settings.has(Setting.EXTRACTOR)) {
            steps.add(Step.FACETS);
        }
        if (!settings.has(Setting.SUMMARIZER)) {
            steps.add(Step.TITLES);
        }
        if (!settings.has(Setting.HIERARCHIZER)) {
            steps.add(Step.HIERARCHY);
        }
        return steps;
    }

    private boolean asksForFacets() {
        return settings.has(Setting.MODEL) && !settings.has(Setting.EXTRACTOR);
    }

    private List<FacetSource<?>> facets() {
        if (!settings.facets().isEmpty()) {
            return settings.facets();
        }
        return asksForFacets() ? Facets.usualWithModel() : Facets.usual();
    }

    @SuppressWarnings("unchecked") // only clusterBy sets it
    private FacetSource<SensitiveText> clusterBy() {
        return (FacetSource<SensitiveText>) settings.once().getOrDefault(Setting.CLUSTER_BY, Facets.request());
    }

    @SuppressWarnings("unchecked") // only screen sets it
    private Predicate<? super Conversation> screen() {
        return (Predicate<? super Conversation>)
                settings.once().getOrDefault(Setting.SCREEN, (Predicate<Conversation>) conversation -> true);
    }

    /** What a model says of a conversation it says in English, so there is no need to tell languages apart. */
    @SuppressWarnings("unchecked") // only clusterWithin and clusterTogether set it
    private Optional<FacetSource<?>> within(Embedder embedder, FacetSource<SensitiveText> tree) {
        boolean inOneLanguage = asksForFacets() && tree.isAskable();
        Optional<FacetSource<?>> byDefault =
                embedder.alignsLanguages() || inOneLanguage ? Optional.empty() : Optional.of(language());
        return (Optional<FacetSource<?>>) settings.once().getOrDefault(Setting.CLUSTER_WITHIN, byDefault);
    }

    /** Languages as topics are broken down by them, if they are: of two facets of one name neither could be told. */
    FacetSource<?> language() {
        FacetSource<?> usual = Facets.language();
        return settings.facets().stream()
                .filter(FacetSource::isComputed)
                .filter(source -> source.facet().name().equals(usual.facet().name()))
                .findFirst()
                .orElse(usual);
    }
}
