package io.clio;

import com.google.errorprone.annotations.CheckReturnValue;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Assumptions;
import io.clio.dispatch.Budget;
import io.clio.dispatch.CostEstimate;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.StepReport;
import io.clio.engine.Engine;
import io.clio.engine.Estimator;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.llm.LanguageModel;
import io.clio.privacy.detect.Detectors;
import io.clio.prompt.Prompts;
import io.clio.release.Insights;
import io.clio.release.PrivacyPolicy;
import io.clio.release.ReleaseLedger;
import io.clio.spi.Clusterer;
import io.clio.spi.Embedder;
import io.clio.spi.FacetExtractor;
import io.clio.spi.Hierarchizer;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Recognizer;
import io.clio.spi.Summarizer;
import io.clio.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The description of a run: a value that can be kept, shared and run more than once.
 *
 * <p>Every method but {@link #run()}, {@link #runEach}, {@link #estimate} and {@link #overview()} gives a new pipeline
 * and changes nothing. Setting the same thing twice is an error; {@link #reconfigure()} allows each to be set once
 * more. Immutable and thread-safe if the stages are.
 *
 * <p>Defaults: the request facet is clustered; turns, length and month are broken down; the embedder of
 * {@link Embedders#discovered()}, each language by itself if the embedder does not bring languages together,
 * {@link Clusterers#kMeans()}, titles of key terms, a hierarchy by levels, no auditor and no recogniser,
 * {@link PrivacyPolicy#standard()}, no ledger, no language model, seed 1, as many threads as there are processors, no
 * progress, no workspace.
 */
@CheckReturnValue
public final class Pipeline {
    static final Pipeline EMPTY = new Pipeline(Settings.EMPTY);

    /** What a pool of the platform can have. */
    private static final int MOST_THREADS = 32_767;

    private final Settings settings;

    private Pipeline(Settings settings) {
        this.settings = settings;
    }

    /**
     * Sets where conversations come from.
     *
     * @param conversations the conversations
     * @return the pipeline
     */
    public Pipeline from(Conversations conversations) {
        return with(Setting.FROM, conversations);
    }

    /**
     * Sets what part of the conversations enters the run. All of them by default.
     *
     * @param sampling what is drawn
     * @return the pipeline
     */
    public Pipeline sample(Sampling sampling) {
        return with(Setting.SAMPLE, sampling);
    }

    /**
     * Sets what decides whether a conversation enters the run, after sampling. The result says how many did not. A
     * conversation on which the condition fails stays out; if more than the ceiling for bad records fail, so does the
     * run.
     *
     * @param condition is asked of each redacted conversation, see {@link Screens}; pure, and safe for use by several
     *     threads
     * @return the pipeline
     */
    public Pipeline screen(Predicate<? super Conversation> condition) {
        return with(Setting.SCREEN, condition);
    }

    /**
     * Sets a question that the language model is asked of each conversation; where the answer is no, it does not enter
     * the run. After sampling and after a condition in code. A conversation for which there is no answer stays out; if
     * more than the ceiling for bad records have none, the run fails.
     *
     * @param question answered with yes or no, such as {@code "Is this about writing code?"}
     * @return the pipeline
     */
    public Pipeline screen(String question) {
        if (question.isBlank()) {
            throw new IllegalArgumentException("the question of a screen must not be blank");
        }
        return with(Setting.QUESTION, question);
    }

    /**
     * Clusters the conversations of each value of a facet by themselves, so that no topic mixes them. Values too rare
     * for topics of their own, and conversations without a value, go where most conversations in their script are.
     *
     * <p>By default that is done with the facet {@code language} of this pipeline, else {@link Facets#language()}, if
     * the embedder does not bring languages together ({@link Embedder#alignsLanguages()}); a fixed number of clusters
     * is divided among the values.
     *
     * @param facet a facet of few values
     * @return the pipeline
     */
    public Pipeline clusterWithin(FacetSource<?> facet) {
        return with(Setting.CLUSTER_WITHIN, Optional.of(facet));
    }

    /**
     * Clusters all conversations together, whatever the embedder says of languages.
     *
     * @return the pipeline
     */
    public Pipeline clusterTogether() {
        return with(Setting.CLUSTER_WITHIN, Optional.empty());
    }

    /**
     * Sets the facet whose text is embedded and clustered; {@link Facets#request()} by default.
     *
     * @param facet a facet of free text
     * @return the pipeline
     */
    public Pipeline clusterBy(FacetSource<SensitiveText> facet) {
        return with(Setting.CLUSTER_BY, facet);
    }

    /**
     * Adds facets that each topic is broken down by. Once any is added, the defaults no longer apply.
     *
     * @param more the facets
     * @return the pipeline
     */
    public Pipeline facets(FacetSource<?>... more) {
        return new Pipeline(settings.withFacets(List.of(more)));
    }

    /**
     * Adds a facet that the extractor answers.
     *
     * @param facet the facet
     * @return the pipeline
     */
    public Pipeline facet(Facet<?> facet) {
        return facets(FacetSource.asked(facet));
    }

    /**
     * Adds a facet that code answers.
     *
     * @param facet the facet
     * @param code gives the answer for a redacted conversation, or null if there is none; pure, and safe for use by
     *     several threads
     * @param <T> the type of an answer
     * @return the pipeline
     */
    public <T> Pipeline facet(Facet<T> facet, Function<? super Conversation, ? extends @Nullable T> code) {
        return facets(FacetSource.computed(facet, code));
    }

    /**
     * Sets who answers the facets that no code answers.
     *
     * @param extractor the extractor
     * @return the pipeline
     */
    public Pipeline extractor(FacetExtractor extractor) {
        return with(Setting.EXTRACTOR, extractor);
    }

    /**
     * Sets what turns texts into vectors.
     *
     * @param embedder the embedder; not closed by the run
     * @return the pipeline
     */
    public Pipeline embedder(Embedder embedder) {
        return with(Setting.EMBEDDER, embedder);
    }

    /**
     * Sets what groups rows.
     *
     * @param clusterer the clusterer
     * @return the pipeline
     */
    public Pipeline clusterer(Clusterer clusterer) {
        return with(Setting.CLUSTERER, clusterer);
    }

    /**
     * Sets what describes clusters.
     *
     * @param summarizer the summarizer
     * @return the pipeline
     */
    public Pipeline summarizer(Summarizer summarizer) {
        return with(Setting.SUMMARIZER, summarizer);
    }

    /**
     * Sets what arranges clusters in a tree.
     *
     * @param hierarchizer the hierarchizer
     * @return the pipeline
     */
    public Pipeline hierarchizer(Hierarchizer hierarchizer) {
        return with(Setting.HIERARCHIZER, hierarchizer);
    }

    /**
     * Sets a language model for all stages that none was set for: it answers facets ({@link Facets#request()},
     * {@link Facets#language()} and those that no code answers), names clusters, arranges them, and looks at
     * descriptions as one more auditor. None by default.
     *
     * <p>Conversations are redacted before they are sent to it. What it answers is released only as far as the release
     * gate lets it.
     *
     * @param model the model; not closed by the run
     * @return the pipeline
     */
    public Pipeline llm(LanguageModel model) {
        return with(Setting.MODEL, model);
    }

    /**
     * Sets a language model that names clusters and arranges them, if it is to be another, larger one than that of
     * {@link #llm}.
     *
     * @param model the model; not closed by the run
     * @return the pipeline
     */
    public Pipeline titles(LanguageModel model) {
        return with(Setting.TITLE_MODEL, model);
    }

    /**
     * Sets how language models are asked: limits, deadlines, prices, batches. {@link Dispatch}'s defaults by default.
     *
     * @param dispatch the settings; its budget counts unless {@link #budget} is called
     * @return the pipeline
     */
    public Pipeline dispatch(Dispatch dispatch) {
        return with(Setting.DISPATCH, dispatch);
    }

    /**
     * Sets what a run may spend on language models, all of them together. If that is spent, the run ends with
     * {@link io.clio.dispatch.BudgetExhausted} and releases nothing; with a workspace it goes on from there when it is
     * run again.
     *
     * @param budget the budget; unlimited by default
     * @return the pipeline
     */
    public Pipeline budget(Budget budget) {
        return with(Setting.BUDGET, budget);
    }

    /**
     * Sets what language models are asked.
     *
     * @param prompts the prompts; {@link Prompts#bundled()} by default
     * @return the pipeline
     */
    public Pipeline prompts(Prompts prompts) {
        return with(Setting.PROMPTS, prompts);
    }

    /**
     * Has the language model split conversations of several requests: each request, up to five, is then clustered by
     * itself, with its own answers to facets of free text. In numbers a conversation counts once.
     *
     * @return the pipeline
     */
    public Pipeline splitRequests() {
        return with(Setting.SPLITTING, true);
    }

    /**
     * Sets who is told what language models took, step by step, when a run comes to its end, whatever end. The figures
     * are exact and come from providers, so they are no part of what is released.
     *
     * @param listener is given a report of each step that asked a model
     * @return the pipeline
     */
    public Pipeline modelReport(Consumer<List<StepReport>> listener) {
        return with(Setting.REPORT, listener);
    }

    /**
     * Adds an auditor. Auditors only add up: each can hold back, none can let through.
     *
     * @param auditor the auditor
     * @return the pipeline
     */
    public Pipeline auditor(PrivacyAuditor auditor) {
        return new Pipeline(settings.withAuditor(Objects.requireNonNull(auditor, "auditor")));
    }

    /**
     * Adds a recogniser of a kind of identifier of one's own, see {@link Recognizers#pattern}. What it finds is taken
     * out of conversations before any stage sees them, and no text that holds it is released. A conversation on which
     * it fails stays out, as with {@link #screen}; a text on which it fails is not released. Recognisers add up, with
     * each other and with the detectors of Clio.
     *
     * @param recognizer the recogniser; pure, and safe for use by several threads
     * @return the pipeline
     * @throws IllegalArgumentException if its kind is malformed
     */
    public Pipeline recognizer(Recognizer recognizer) {
        Settings all = settings.withRecognizer(Objects.requireNonNull(recognizer, "recognizer"));
        Detectors.standard().with(all.recognizers()); // checks its kind
        return new Pipeline(all);
    }

    /**
     * Sets what the release gate asks of everything it releases.
     *
     * @param policy the policy
     * @return the pipeline
     */
    public Pipeline privacy(PrivacyPolicy policy) {
        return with(Setting.PRIVACY, policy);
    }

    /**
     * Sets what keeps what was shown of this data set, so that releases cannot be compared to find out about a few
     * users: what would change by too few is shown as it was, or not at all. None by default; then the guarantee says
     * that releases can be compared. An overview counts as a release.
     *
     * @param ledger the ledger; not closed by the run, and as it was if the run fails; a workspace is finished and
     *     closed before the release is recorded
     * @return the pipeline
     * @throws IllegalArgumentException if the ledger is one of trees of one run
     */
    public Pipeline ledger(ReleaseLedger ledger) {
        if (ledger.isAmongTrees()) {
            throw new IllegalArgumentException(
                    "ledger must be one that compares runs, such as ReleaseLedger.at(path, key), got one among trees of a run");
        }
        return with(Setting.LEDGER, ledger);
    }

    /**
     * Sets where all randomness comes from, but that of keys.
     *
     * @param seed the seed
     * @return the pipeline
     */
    public Pipeline seed(long seed) {
        return with(Setting.SEED, seed);
    }

    /**
     * Sets how many threads work. The result does not depend on it.
     *
     * @param threads 1 to 32,767
     * @return the pipeline
     */
    public Pipeline threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
        if (threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be <= " + MOST_THREADS + ", got " + threads);
        }
        return with(Setting.THREADS, threads);
    }

    /**
     * Sets who is told how far the run has come.
     *
     * @param progress the listener
     * @return the pipeline
     */
    public Pipeline progress(Progress progress) {
        return with(Setting.PROGRESS, progress);
    }

    /**
     * Sets where answers of the extractor and vectors are kept, so that a run that is cancelled or killed can be run
     * again and goes on from there. What is released does not depend on it. Both stages need a name that tells them
     * from others, see {@link Embedder#name()}: a lambda has none, and that of its class alone is refused.
     *
     * @param workspace the workspace, of which one run at a time can make use
     * @return the pipeline
     */
    public Pipeline workspace(Workspace workspace) {
        return with(Setting.WORKSPACE, workspace);
    }

    /**
     * The same pipeline, in which each thing may be set once more.
     *
     * @return the pipeline
     */
    public Pipeline reconfigure() {
        return new Pipeline(settings.reconfigurable());
    }

    /**
     * Carries out the run. Everything is checked before the first conversation is read. Interrupting the calling thread
     * cancels. A run with a workspace that failed, was cancelled or killed goes on where it was when it is run again.
     *
     * @return what the release gate let through
     * @throws IllegalStateException if the pipeline is not complete
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     * @throws io.clio.workspace.WorkspaceException if the workspace cannot be used
     * @throws io.clio.dispatch.BudgetExhausted if the budget is spent
     */
    public Insights run() {
        return withEmbedder(embedder -> Engine.run(plan(embedder)).insights());
    }

    /**
     * Carries out one run that clusters several facets: conversations are read once, all facets are asked for together,
     * and there is one tree for each facet, over the conversations that have an answer to it. One budget, one report
     * and one workspace serve all of it; nothing is released before all trees are finished.
     *
     * <p>Who sees two trees over the same conversations could subtract a topic of one from a topic of the other.
     * Therefore a tree is compared with those before it: of a topic or a cell that differs by a few from one that an
     * earlier tree shows, nothing is shown. So the facet that matters most comes first. Runs are not compared with one
     * another: {@link #ledger} cannot be used.
     *
     * <p>{@link Progress.Stage#RELEASE} is told for each tree.
     *
     * @param facets facets of free text, such as {@code Facets.request(), Facets.task()}, in place of
     *     {@link #clusterBy}
     * @return for each facet, by its name and in this order, what the release gate let through
     * @throws IllegalArgumentException if there is no facet, or two have one name
     * @throws IllegalStateException if the pipeline is not complete, or has a ledger or a facet of {@link #clusterBy}
     * @throws io.clio.conversation.BadInputException as {@link #run()}, and so are the others
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Map<String, Insights> runEach(FacetSource<SensitiveText>... facets) {
        return withEmbedder(embedder -> {
            List<Plan> plans = new Planner(settings).plans(embedder, List.of(facets));
            Map<String, Insights> byFacet = new LinkedHashMap<>();
            Iterator<Outcome> outcomes = Engine.runEach(plans).iterator();
            plans.forEach(plan ->
                    byFacet.put(plan.clusterBy().facet().name(), outcomes.next().insights()));
            return Collections.unmodifiableMap(byFacet);
        });
    }

    private <T> T withEmbedder(Function<Embedder, T> run) {
        Optional<Embedder> configured = settings.get(Setting.EMBEDDER, Embedder.class);
        Embedder embedder = configured.orElseGet(Embedders::discovered);
        try {
            return run.apply(embedder);
        } finally {
            if (configured.isEmpty() && embedder instanceof AutoCloseable discovered) {
                close(discovered);
            }
        }
    }

    /**
     * Reads the conversations and describes them as a whole, without embedding or clustering: a quick look at whether
     * the input is read as it was meant and whether the thresholds leave anything. Sampling and the screen apply; a
     * workspace is not opened.
     *
     * <p>What comes out has passed the release gate, and has one topic at most, which stands for all conversations and
     * is broken down by language and by the pipeline's facets that code answers.
     *
     * @return the overview
     * @throws IllegalStateException if the pipeline is not complete
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public Insights overview() {
        List<FacetSource<?>> computed = new ArrayList<>(
                settings.facets().stream().filter(FacetSource::isComputed).toList());
        if (settings.facets().isEmpty()) {
            computed.addAll(Facets.usual());
        }
        FacetSource<?> language = new Planner(settings).language();
        if (computed.stream()
                .noneMatch(
                        source -> source.facet().name().equals(language.facet().name()))) {
            computed.add(language);
        }
        Settings looking = settings.without(Setting.WORKSPACE)
                .without(Setting.ofModels())
                .reconfigurable()
                .onlyFacets(computed)
                .withoutAuditors();
        return Engine.run(new Pipeline(looking)
                        .clusterBy(Facets.request())
                        .embedder(texts -> Embeddings.wrap(new float[texts.size()], 1))
                        .clusterTogether()
                        .clusterer(Clusterers.kMeans(1))
                        .summarizer(Summarizer.each(all -> Draft.of("All conversations", "")))
                        .plan(Embedders.hashing()))
                .insights();
    }

    /**
     * Says what {@link #run()} would cost in language models, before any of them is asked:
     * {@link #estimate(Assumptions)} with a sample of 1,000 conversations and the default of each assumption.
     *
     * @return the estimate
     * @throws IllegalStateException if the pipeline is not complete, or no language model is configured
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public CostEstimate estimate() {
        return estimate(Assumptions.standard());
    }

    /**
     * Says what a run would cost in language models, before any of them is asked. Reads all conversations, makes the
     * prompts of a sample, and of each step says questions, tokens and dollars at the prices of {@link Dispatch}, with
     * intervals of 95 %. Of the models only names and capabilities are asked; no embedder and no stage of one's own is
     * but a screen, recognisers and the code of facets.
     *
     * <p>Tokens are counted by {@link Dispatch#estimate()} if that was set, and by {@code TokenEstimate.average()}
     * otherwise. Answers that a workspace holds are not subtracted, nor is what a provider's cache saves.
     *
     * @param assumptions how many conversations to look at, and what cannot be known before a model is asked
     * @return the estimate
     * @throws IllegalStateException if the pipeline is not complete, or no language model is configured
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public CostEstimate estimate(Assumptions assumptions) {
        Embedder embedder = settings.get(Setting.EMBEDDER, Embedder.class).orElseGet(Embedders::hashing);
        return Estimator.of(plan(embedder), settings.has(Setting.SCREEN), assumptions);
    }

    /**
     * The plan of this pipeline, for modules of Clio that carry it out in their own way; its type is open to them
     * alone.
     *
     * @param embedder what embeds if no embedder is configured; its owner closes it
     * @return the plan
     * @throws IllegalStateException if the pipeline is not complete
     */
    @SuppressWarnings("exports") // the engine is exported to those modules
    public Plan plan(Embedder embedder) {
        return new Planner(settings).plan(embedder);
    }

    private static void close(AutoCloseable embedder) {
        try {
            embedder.close();
        } catch (Exception e) {
            throw new IllegalStateException("the embedder cannot be closed", e);
        }
    }

    private Pipeline with(Setting setting, Object value) {
        return new Pipeline(settings.with(setting, value));
    }

    @Override
    public String toString() {
        return "Pipeline[set=" + settings.once().keySet() + ", facets=" + settings.facets() + "]";
    }
}
