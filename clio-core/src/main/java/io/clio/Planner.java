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
import java.util.EnumSet;
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
                clusterBy(),
                within(chosen),
                facets(),
                List.of(),
                settings.get(Setting.EXTRACTOR, FacetExtractor.class),
                models(),
                chosen,
                settings.get(Setting.CLUSTERER, Clusterer.class).orElseGet(Clusterers::kMeans),
                settings.get(Setting.SUMMARIZER, Summarizer.class).orElseGet(KeyTermSummarizer::new),
                settings.get(Setting.HIERARCHIZER, Hierarchizer.class).orElseGet(LevelHierarchizer::new),
                settings.auditors(),
                settings.recognizers(),
                settings.get(Setting.PRIVACY, PrivacyPolicy.class).orElseGet(PrivacyPolicy::standard),
                settings.get(Setting.LEDGER, ReleaseLedger.class),
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
    private Optional<FacetSource<?>> within(Embedder embedder) {
        boolean inOneLanguage = asksForFacets() && clusterBy().isAskable();
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
