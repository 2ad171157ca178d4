package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.LanguageDetectors;
import io.clio.Pipeline;
import io.clio.Sampling;
import io.clio.cluster.Clusters;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Price;
import io.clio.dispatch.StepReport;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetSource;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import io.clio.onnx.MiniLmEmbedder;
import io.clio.release.Candidate;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.release.Withheld;
import io.clio.spi.LanguageDetector;
import io.clio.testkit.evaluation.Contingency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs over real conversations: offline, with a real model at every stage, and with the model but its audit. Prints
 * counts and what was released, and no text of a conversation. A run that was stopped goes on where it was.
 */
final class LlmRealRun {
    private static final FacetSource<List<String>> TOPIC = Facets.metadata("topic", "/labels/topic");
    /** A label that is none: the conversation has several. */
    private static final String SEVERAL = "multi";
    /** A small model fails often, and the run should say how often. */
    private static final double CEILING = 0.9;

    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final int TOLD_EVERY = 20;

    private final Path set;
    private final int count;
    private final Path out;

    private LlmRealRun(Path set, int count, Path out) {
        this.set = set;
        this.count = count;
        this.out = out;
    }

    /** Takes {@code SET COUNT OUT LOCAL-MODEL}: a file, how many of its conversations, a folder, a command. */
    public static void main(String[] arguments) throws IOException {
        LlmRealRun run = new LlmRealRun(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Files.createDirectories(Path.of(arguments[2])));
        Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
        boolean whole;
        try (MiniLmEmbedder embedder = MiniLmEmbedder.quantized();
                RealModel model = RealModel.of(environment, Path.of(arguments[3]))) {
            whole = run.compare(embedder, model);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        } catch (RuntimeException e) {
            System.err.println("the run ended before its end: " + e);
            System.exit(1);
            return;
        }
        System.exit(whole ? 0 : 1);
    }

    private Pipeline pipeline(MiniLmEmbedder embedder) {
        return Clio.pipeline()
                .from(Conversations.jsonLines(set).skippingAtMost(CEILING))
                .sample(Sampling.conversations(count))
                .privacy(PrivacyPolicy.standard().withAuditTimeout(PATIENCE))
                .embedder(embedder);
    }

    /** True if with the model no conversation is missing. */
    private boolean compare(MiniLmEmbedder embedder, RealModel real) throws IOException {
        System.out.printf("model: %s%nconversations: %d of %s%n", real.model().name(), count, set.getFileName());
        Outcome offline = Engine.run(pipeline(embedder).plan(embedder).withScoring(List.of(TOPIC)));
        print("offline", offline);
        real.price().ifPresent(price -> estimate(price, offline));

        Tally tally = new Tally();
        List<StepReport> steps = new ArrayList<>();
        Plan plan = pipeline(embedder)
                .llm(new WatchedModel(real.model(), name(real), tally::count))
                .facets(Facets.task(), Facets.language(), Facets.concern())
                .dispatch(real.dispatch())
                .workspace(KeptAnswersFolder.at(out))
                .threads(2)
                .modelReport(report -> {
                    steps.clear();
                    steps.addAll(report);
                })
                .plan(embedder)
                .withScoring(List.of(TOPIC));
        long start = System.nanoTime();
        Outcome asked;
        try {
            asked = Engine.run(plan);
        } finally {
            print(steps, real, Duration.ofNanos(System.nanoTime() - start));
        }
        printFacets(asked, steps, tally);
        print("with the model", asked);
        Optional<Dispatch> rest = real.dispatchAfter(steps);
        if (rest.isPresent()) {
            print("with the model, without its audit", Engine.run(Plans.withoutAudit(plan, rest.get())));
        } else {
            System.out.println("nothing is left to spend on the run without the audit");
        }
        return asked.rows().rows().size() == offline.rows().rows().size();
    }

    /** Of the local model's weights there may be several. */
    private static String name(RealModel real) {
        return real.server().isEmpty()
                ? real.model().name()
                : "local "
                        + Optional.ofNullable(System.getenv("CLIO_LOCAL_MODEL_FILE"))
                                .orElse("fetched");
    }

    /** What a call of each step takes with the bundled prompts; see docs/llm-stages.md. */
    private static void estimate(Price price, Outcome offline) {
        int conversations = offline.rows().rows().size();
        int clusters = Clusterers.clustersFor(conversations);
        long characters = offline.rows().rows().stream()
                .mapToLong(row -> row.values().get(LENGTH.facet()).orElse(0))
                .sum();
        long in = 240L * conversations + characters / 4 + 2_500L * clusters + 28 * 260;
        long out = 60L * conversations + 200L * clusters + 28 * 40;
        System.out.printf(
                Locale.ROOT,
                "estimated, at four characters a token: %d tokens in, %d out, %s dollars%n",
                in,
                out,
                price.dollars(TokenUsage.of(in, out)).toPlainString());
    }

    private static final FacetSource<Integer> LENGTH = Facets.length();

    private static void print(List<StepReport> steps, RealModel real, Duration wall) {
        for (StepReport step : steps) {
            System.out.printf(
                    Locale.ROOT,
                    "step %s: answers %d, tokens in %d, out %d, failures %s%s%n",
                    step.step(),
                    step.answers(),
                    step.tokens().input(),
                    step.tokens().output(),
                    new TreeMap<>(step.failures()),
                    step.dollars()
                            .map(dollars -> ", dollars " + dollars.toPlainString())
                            .orElse(""));
        }
        System.out.printf("minutes: %d%n", wall.toMinutes());
        real.server()
                .ifPresent(server -> System.out.printf(
                        "CPU minutes of the model: %d%n", server.cpu().toMinutes()));
    }

    /** Says what came of each conversation. */
    private static void printFacets(Outcome outcome, List<StepReport> steps, Tally tally) {
        List<FacetRow> rows = outcome.rows().rows();
        long failed = steps.stream()
                .filter(step -> step.step().equals("facets"))
                .flatMap(step -> step.failures().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        var input = outcome.rows().report();
        System.out.printf(
                "conversations: in the run %d, duplicates %d, bad records %d; facets answered %d, failed %d%n",
                rows.size(), input.duplicates(), input.skipped(), rows.size() - failed, failed);
        System.out.printf(
                "answers to facets given back, in this process: %d, of %d conversations%n",
                tally.again.get(), tally.repaired.size());
        for (FacetSource<?> source : List.of(Facets.request(), Facets.task(), Facets.language(), Facets.concern())) {
            Facet<?> facet = source.facet();
            System.out.printf(
                    "facet %s: answers %d%n", facet.name(), values(rows, facet).count());
        }
        System.out.println("concern: " + counts(values(rows, Facets.concern().facet())));
        System.out.println("language: " + counts(values(rows, Facets.language().facet())));
        texts("request", rows, Facets.request().facet());
        texts("task", rows, Facets.task().facet());
    }

    /** How far texts differ, and whether they are in English, as they should be. */
    private static void texts(String name, List<FacetRow> rows, Facet<SensitiveText> facet) {
        LanguageDetector detector = LanguageDetectors.discovered();
        List<String> texts = values(rows, facet).map(SensitiveText::reveal).toList();
        long english = texts.stream()
                .filter(text -> detector.detect(SensitiveText.of(text))
                        .filter("en"::equals)
                        .isPresent())
                .count();
        long most =
                texts.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        System.out.printf(
                "%s: different texts %d, the most frequent %d times, in English %d, of three words and more %d%n",
                name,
                texts.stream().distinct().count(),
                most,
                english,
                texts.stream()
                        .filter(text -> text.strip().split("\\s+").length >= 3)
                        .count());
    }

    private static <T> Stream<T> values(List<FacetRow> rows, Facet<T> facet) {
        return rows.stream().flatMap(row -> row.values().get(facet).stream());
    }

    private static Map<String, Long> counts(Stream<?> values) {
        return values.collect(Collectors.groupingBy(Object::toString, TreeMap::new, Collectors.counting()));
    }

    private void print(String name, Outcome outcome) throws IOException {
        Insights insights = outcome.insights();
        InsightsFile.write(insights, out.resolve(name.replaceAll("\\W+", "-") + ".json"));
        Set<String> drafted = outcome.candidate().roots().stream()
                .flatMap(LlmRealRun::all)
                .map(node -> node.draft().title().reveal().strip())
                .collect(Collectors.toSet());
        Map<Withheld, Integer> withheld = insights.privacyReport().withheld();
        long released = insights.all().count();
        long asDrafted =
                insights.all().map(Insight::title).filter(drafted::contains).count();
        System.out.printf("%n== %s%n%s%n", name, insights.toTree());
        System.out.printf(
                "nodes proposed %d, released %d; titles as drafted %d, of key terms %d, without content %d; summaries %d%n",
                outcome.candidate().roots().stream().flatMap(LlmRealRun::all).count(),
                released,
                asDrafted,
                withheld.getOrDefault(Withheld.TITLE_FROM_KEY_TERMS, 0),
                withheld.getOrDefault(Withheld.TITLE_WITHOUT_CONTENT, 0),
                insights.all().filter(insight -> !insight.summary().isBlank()).count());
        System.out.println("held back: " + withheld);
        System.out.println("auditors: " + insights.privacyReport().auditors());
        System.out.printf(
                Locale.ROOT,
                "conversations under a released topic: %d%n%s%n",
                insights.privacyReport().coveredConversations(),
                score(outcome));
    }

    private static Stream<Candidate.Node> all(Candidate.Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(LlmRealRun::all));
    }

    /** How well base clusters match topics, over conversations of one topic. */
    private static String score(Outcome outcome) {
        List<FacetRow> rows = outcome.rows().rows();
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> pairs = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            int cluster = outcome.clusters().of(row);
            Optional<String> topic = rows.get(row)
                    .values()
                    .get(TOPIC.facet())
                    .map(topics -> topics.get(0))
                    .filter(one -> !one.equals(SEVERAL));
            if (topic.isPresent() && cluster != Clusters.NOISE) {
                pairs.add(new int[] {cluster, numbers.computeIfAbsent(topic.get(), unused -> numbers.size())});
            }
        }
        if (pairs.isEmpty()) {
            return "base clusters: " + outcome.clusters().count() + ", no topics are known";
        }
        Contingency crossed = Contingency.of(
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
        return String.format(
                Locale.ROOT,
                "base clusters: %d; of %d conversations of one of %d topics: NMI %.4f, purity %.4f",
                outcome.clusters().count(),
                pairs.size(),
                numbers.size(),
                crossed.normalisedMutualInformation(),
                crossed.purity());
    }

    /** Counts answers to facets that were given back, and says how far it has come. */
    private static final class Tally {
        private final AtomicInteger answers = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();
        private final Set<Long> repaired = ConcurrentHashMap.newKeySet();

        void count(CompletionRequest request, Completion completion) {
            int number = answers.incrementAndGet();
            if (number % TOLD_EVERY == 0) {
                System.err.println("answers: " + number);
            }
            boolean facets = request.schema()
                    .filter(schema -> schema.name().equals("facets"))
                    .isPresent();
            if (facets && WatchedModel.isAskedAgain(request)) {
                again.incrementAndGet();
                repaired.add(ScriptedModel.hash(first(request)));
            }
        }

        /** The request as it was first asked. */
        private static CompletionRequest first(CompletionRequest request) {
            var builder = CompletionRequest.builder();
            builder.user(request.messages().stream()
                    .filter(message -> message.speaker() == PromptMessage.Speaker.USER)
                    .findFirst()
                    .orElseThrow()
                    .text());
            return builder.build();
        }
    }
}
