package io.clio;

import com.google.errorprone.annotations.CheckReturnValue;
import io.clio.arrange.LevelHierarchizer;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.describe.KeyTermSummarizer;
import io.clio.engine.Engine;
import io.clio.engine.Plan;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.privacy.detect.Detectors;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The description of a run: a value that can be kept, shared and run more than once.
 *
 * <p>Every method but {@link #run()} and {@link #overview()} gives a new pipeline and changes nothing. Setting the same
 * thing twice is an error; {@link #reconfigure()} allows each to be set once more. Immutable and thread-safe if the
 * stages are.
 *
 * <p>Defaults: the request facet is clustered; turns, length and month are broken down; the embedder of
 * {@link Embedders#discovered()}, each language by itself if the embedder does not bring languages together,
 * {@link Clusterers#kMeans()}, titles of key terms, a hierarchy by levels, no auditor and no recogniser,
 * {@link PrivacyPolicy#standard()}, no ledger, seed 1, as many threads as there are processors, no progress, no
 * workspace.
 */
@CheckReturnValue
public final class Pipeline {
    static final Pipeline EMPTY =
            new Pipeline(new EnumMap<>(Setting.class), EnumSet.noneOf(Setting.class), List.of(), List.of(), List.of());

    private static final long DEFAULT_SEED = 1;
    /** What a pool of the platform can have. */
    private static final int MOST_THREADS = 32_767;

    private enum Setting {
        FROM("from"),
        SAMPLE("sample"),
        SCREEN("screen"),
        CLUSTER_WITHIN("clusterWithin or clusterTogether"),
        CLUSTER_BY("clusterBy"),
        EXTRACTOR("extractor"),
        EMBEDDER("embedder"),
        CLUSTERER("clusterer"),
        SUMMARIZER("summarizer"),
        HIERARCHIZER("hierarchizer"),
        PRIVACY("privacy"),
        LEDGER("ledger"),
        SEED("seed"),
        THREADS("threads"),
        PROGRESS("progress"),
        WORKSPACE("workspace");

        private final String method;

        Setting(String method) {
            this.method = method;
        }
    }

    private final Map<Setting, Object> settings;
    private final Set<Setting> overridable;
    private final List<FacetSource<?>> facets;
    private final List<PrivacyAuditor> auditors;
    private final List<Recognizer> recognizers;

    private Pipeline(
            Map<Setting, Object> settings,
            Set<Setting> overridable,
            List<FacetSource<?>> facets,
            List<PrivacyAuditor> auditors,
            List<Recognizer> recognizers) {
        this.settings = settings;
        this.overridable = overridable;
        this.facets = List.copyOf(facets);
        this.auditors = List.copyOf(auditors);
        this.recognizers = List.copyOf(recognizers);
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
        List<FacetSource<?>> all = new ArrayList<>(facets);
        all.addAll(List.of(more));
        return new Pipeline(settings, overridable, all, auditors, recognizers);
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
     * Adds an auditor. Auditors only add up: each can hold back, none can let through.
     *
     * @param auditor the auditor
     * @return the pipeline
     */
    public Pipeline auditor(PrivacyAuditor auditor) {
        List<PrivacyAuditor> all = new ArrayList<>(auditors);
        all.add(Objects.requireNonNull(auditor, "auditor"));
        return new Pipeline(settings, overridable, facets, all, recognizers);
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
        List<Recognizer> all = new ArrayList<>(recognizers);
        all.add(Objects.requireNonNull(recognizer, "recognizer"));
        Detectors.standard().with(all); // checks its kind
        return new Pipeline(settings, overridable, facets, auditors, all);
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
     */
    public Pipeline ledger(ReleaseLedger ledger) {
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
        return new Pipeline(settings, EnumSet.allOf(Setting.class), facets, auditors, recognizers);
    }

    /**
     * Carries out the run. Everything is checked before the first conversation is read. Interrupting the calling thread
     * cancels.
     *
     * @return what the release gate let through
     * @throws IllegalStateException if the pipeline is not complete
     * @throws io.clio.conversation.BadInputException if the input is bad, or too much of it
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     * @throws io.clio.workspace.WorkspaceException if the workspace cannot be used
     */
    public Insights run() {
        Optional<Embedder> configured = get(Setting.EMBEDDER, Embedder.class);
        Embedder embedder = configured.orElseGet(Embedders::discovered);
        try {
            return Engine.run(plan(embedder)).insights();
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
        List<FacetSource<?>> computed =
                new ArrayList<>(facets.stream().filter(FacetSource::isComputed).toList());
        if (facets.isEmpty()) {
            computed.addAll(Facets.usual());
        }
        FacetSource<?> language = language();
        if (computed.stream()
                .noneMatch(
                        source -> source.facet().name().equals(language.facet().name()))) {
            computed.add(language);
        }
        Map<Setting, Object> looking = new EnumMap<>(Setting.class);
        looking.putAll(settings);
        looking.remove(Setting.WORKSPACE);
        return Engine.run(new Pipeline(looking, EnumSet.allOf(Setting.class), computed, List.of(), recognizers)
                        .clusterBy(Facets.request())
                        .embedder(texts -> Embeddings.wrap(new float[texts.size()], 1))
                        .clusterTogether()
                        .clusterer(Clusterers.kMeans(1))
                        .summarizer(Summarizer.each(all -> Draft.of("All conversations", "")))
                        .plan(Embedders.hashing()))
                .insights();
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
        Embedder chosen = get(Setting.EMBEDDER, Embedder.class).orElse(embedder);
        long seed = get(Setting.SEED, Long.class).orElse(DEFAULT_SEED);
        Conversations conversations = get(Setting.FROM, Conversations.class)
                .orElseThrow(() -> new IllegalStateException("nothing to read: call from(Conversations…)"));
        return new Plan(
                get(Setting.SAMPLE, Sampling.class)
                        .map(sampling -> sampling.from(conversations.source(), seed))
                        .orElseGet(conversations::source),
                conversations.badRecordCeiling(),
                screen(),
                clusterFacet(),
                within(chosen),
                facets.isEmpty() ? Facets.usual() : facets,
                List.of(),
                get(Setting.EXTRACTOR, FacetExtractor.class),
                chosen,
                get(Setting.CLUSTERER, Clusterer.class).orElseGet(Clusterers::kMeans),
                get(Setting.SUMMARIZER, Summarizer.class).orElseGet(KeyTermSummarizer::new),
                get(Setting.HIERARCHIZER, Hierarchizer.class).orElseGet(LevelHierarchizer::new),
                auditors,
                recognizers,
                get(Setting.PRIVACY, PrivacyPolicy.class).orElseGet(PrivacyPolicy::standard),
                get(Setting.LEDGER, ReleaseLedger.class),
                seed,
                get(Setting.THREADS, Integer.class)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
                get(Setting.PROGRESS, Progress.class).orElseGet(Progress::none),
                get(Setting.WORKSPACE, Workspace.class));
    }

    @SuppressWarnings("unchecked") // only clusterBy sets it
    private FacetSource<SensitiveText> clusterFacet() {
        return (FacetSource<SensitiveText>) settings.getOrDefault(Setting.CLUSTER_BY, Facets.request());
    }

    /** Languages as topics are broken down by them, if they are: of two facets of one name neither could be told. */
    private FacetSource<?> language() {
        FacetSource<?> usual = Facets.language();
        return facets.stream()
                .filter(source -> source.isComputed())
                .filter(source -> source.facet().name().equals(usual.facet().name()))
                .findFirst()
                .orElse(usual);
    }

    @SuppressWarnings("unchecked") // only screen sets it
    private Predicate<? super Conversation> screen() {
        return (Predicate<? super Conversation>)
                settings.getOrDefault(Setting.SCREEN, (Predicate<Conversation>) conversation -> true);
    }

    @SuppressWarnings("unchecked") // only clusterWithin and clusterTogether set it
    private Optional<FacetSource<?>> within(Embedder embedder) {
        Optional<FacetSource<?>> byDefault = embedder.alignsLanguages() ? Optional.empty() : Optional.of(language());
        return (Optional<FacetSource<?>>) settings.getOrDefault(Setting.CLUSTER_WITHIN, byDefault);
    }

    private static void close(AutoCloseable embedder) {
        try {
            embedder.close();
        } catch (Exception e) {
            throw new IllegalStateException("the embedder cannot be closed", e);
        }
    }

    private <T> Optional<T> get(Setting setting, Class<T> type) {
        return Optional.ofNullable(settings.get(setting)).map(type::cast);
    }

    private Pipeline with(Setting setting, Object value) {
        Objects.requireNonNull(value, setting.method);
        if (settings.containsKey(setting) && !overridable.contains(setting)) {
            throw new IllegalStateException(setting.method + " was already set; use reconfigure() to set it once more");
        }
        Map<Setting, Object> changed = new EnumMap<>(Setting.class);
        changed.putAll(settings);
        changed.put(setting, value);
        Set<Setting> left = EnumSet.noneOf(Setting.class);
        left.addAll(overridable);
        left.remove(setting);
        return new Pipeline(changed, left, facets, auditors, recognizers);
    }

    @Override
    public String toString() {
        return "Pipeline[set=" + settings.keySet() + ", facets=" + facets + "]";
    }
}
