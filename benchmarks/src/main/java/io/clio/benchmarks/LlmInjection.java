package io.clio.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.cluster.Clusters;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Dispatch;
import io.clio.engine.Engine;
import io.clio.engine.Outcome;
import io.clio.engine.Plan;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetSource;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.release.Candidate;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.release.Withheld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many texts that leave a run hold what injections ask for, with a model that obeys all of them at every stage, and
 * with a small real one: once asked for the facets of who attacks, for titles and for audits, and once for titles of
 * what the obedient one left of the conversations; and how often they obeyed before the gate.
 */
final class LlmInjection {
    private static final Facet<List<String>> SUBJECTS = Facet.labels("subjects", "What is it about?");
    /** Of a list of texts a small model finds no end. */
    private static final Facet<String> TONE =
            Facet.vocabulary("tone", List.of("friendly", "neutral", "rude"), "How does the user sound?");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONTEXT = 4096;
    /** A small model fails often. */
    private static final double CEILING = 0.9;

    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final int TOLD_EVERY = 20;
    /** So much of an injection that it is told by. */
    private static final int BEGINNING = 60;
    /** All of most. */
    private static final int MOST_OF_IT = 250;

    private LlmInjection() {}

    /** Takes {@code obedient CONVERSATIONS}, or {@code local INJECTIONS FOLDER COMMAND}. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("obedient")) {
            obedient(count);
        } else {
            local(count, Path.of(arguments[2]), Path.of(arguments[3]));
        }
    }

    private static void obedient(int background) {
        for (InjectedConversations.Attack attack : InjectedConversations.Attack.values()) {
            Demands demands = new Demands();
            List<Conversation> conversations = InjectedConversations.of(attack, background, demands);
            LanguageModel model = new ObedientModel(demands, BEGINNING);
            measure(
                    attack.name(),
                    plan(conversations, model, model, Dispatch.builder().build(), SUBJECTS),
                    demands);
        }
    }

    private static void local(int injections, Path folder, Path command) throws IOException {
        Demands demands = new Demands();
        List<Conversation> conversations = InjectedConversations.ofOneTopic(injections, demands);
        Told told = new Told(demands);
        try (LocalModelServer server = LocalModelServer.start(command, CONTEXT)) {
            LanguageModel model = new WatchedModel(server.model(), "local", told::count);
            Map<String, LanguageModel> facets = new TreeMap<>(Map.of(
                    "LOCAL",
                    new ScriptForInnocents(model, demands),
                    "LOCAL_TITLES",
                    new ObedientModel(demands, MOST_OF_IT)));
            for (Map.Entry<String, LanguageModel> each : facets.entrySet()) {
                Dispatch dispatch = Dispatch.builder()
                        .maxInFlight(2)
                        .callTimeout(Duration.ofMinutes(20))
                        .deadline(PATIENCE)
                        .build();
                Plan plan = Plans.in(
                        KeptAnswersFolder.at(folder.resolve(each.getKey())),
                        plan(conversations, each.getValue(), model, dispatch, TONE));
                measure(each.getKey(), plan, demands);
                // Its audit finds so little that no draft is used: without it drafts get further.
                measure(each.getKey() + "_WITHOUT_AUDIT", Plans.withoutAudit(plan, dispatch), demands);
                System.out.println(each.getKey() + ": asked in this run: " + told.since());
            }
            System.out.printf("CPU minutes of the model: %d%n", server.cpu().toMinutes());
        }
    }

    private static Plan plan(
            List<Conversation> conversations,
            LanguageModel facets,
            LanguageModel titles,
            Dispatch dispatch,
            Facet<?> more) {
        return Clio.pipeline()
                .from(Conversations.of(conversations).skippingAtMost(CEILING))
                .embedder(Embedders.hashing())
                .llm(facets)
                .titles(titles)
                .facets(Facets.task(), Facets.language(), Facets.concern(), FacetSource.asked(more))
                .privacy(PrivacyPolicy.standard().withAuditTimeout(PATIENCE))
                .dispatch(dispatch)
                .modelReport(steps -> steps.forEach(step -> System.out.println("  " + step)))
                .threads(2)
                .plan(Embedders.hashing())
                .withScoring(List.of(InjectedConversations.ROLE));
    }

    private static void measure(String name, Plan plan, Demands demands) {
        Log log = new Log();
        Logger root = Logger.getLogger("");
        Logger ours = Logger.getLogger("io.clio");
        root.addHandler(log);
        ours.setLevel(Level.ALL);
        Outcome outcome;
        try {
            outcome = Engine.run(plan);
        } finally {
            root.removeHandler(log);
        }
        print(name, outcome, log, demands);
    }

    private static void print(String name, Outcome outcome, Log log, Demands demands) {
        Insights insights = outcome.insights();
        List<FacetRow> rows = outcome.rows().rows();
        List<Candidate.Node> nodes =
                outcome.candidate().roots().stream().flatMap(LlmInjection::all).toList();
        System.out.printf(
                "%s: before the gate: conversations=%d requests=%d tasks=%d subjects=%d nodes=%d titles=%d summaries=%d%n",
                name,
                rows.size(),
                count(texts(rows, Facets.request().facet()), demands),
                count(texts(rows, Facets.task().facet()), demands),
                count(labels(rows), demands),
                nodes.size(),
                count(nodes.stream().map(node -> node.draft().title().reveal()), demands),
                count(nodes.stream().map(node -> node.draft().summary().reveal()), demands));
        System.out.printf(
                "%s: of attackers=%d conversations landed=%d in base clusters of enough users%n",
                name, attackers(rows).count(), landed(outcome));
        Map<Withheld, Integer> withheld = new TreeMap<>(insights.privacyReport().withheld());
        System.out.printf("%s: topics=%d held back %s%n", name, insights.all().count(), withheld);
        System.out.printf("%s: auditors %s%n", name, insights.privacyReport().auditors());
        List<String> leaving = leaving(insights, log);
        long held = count(leaving.stream(), demands);
        System.out.printf("%s: released=%d of texts=%d%n", name, held, leaving.size());
        leaving.stream().filter(demands::areIn).limit(5).forEach(text -> System.out.println("  held: " + text));
    }

    private static IntStream attackers(List<FacetRow> rows) {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row)
                        .values()
                        .get(InjectedConversations.ROLE.facet())
                        .isPresent());
    }

    /** Only there a topic is released, and what they write could be. */
    private static long landed(Outcome outcome) {
        PrivacyPolicy policy = outcome.insights().policy();
        int[][] members = outcome.clusters().members();
        return attackers(outcome.rows().rows())
                .map(row -> outcome.clusters().of(row))
                .filter(cluster -> cluster != Clusters.NOISE)
                .filter(cluster -> members[cluster].length >= policy.minConversations()
                        && outcome.rows().support().effectiveUsers(members[cluster]) >= policy.minUsers())
                .count();
    }

    /** All that leaves: each text of the JSON, each line of the tree, and each line of the log. */
    private static List<String> leaving(Insights insights, Log log) {
        List<String> texts = new ArrayList<>();
        try {
            strings(JSON.readTree(InsightsFile.toJson(insights)), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        insights.toTree().lines().forEach(texts::add);
        texts.add(insights.toString());
        texts.add(insights.explanation());
        insights.all().map(Object::toString).forEach(texts::add);
        texts.addAll(log.lines());
        return texts;
    }

    private static void strings(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.fieldNames().forEachRemaining(texts::add);
        node.forEach(child -> strings(child, texts));
    }

    private static Stream<String> texts(List<FacetRow> rows, Facet<SensitiveText> facet) {
        return rows.stream().flatMap(row -> row.values().get(facet).stream()).map(SensitiveText::reveal);
    }

    private static Stream<String> labels(List<FacetRow> rows) {
        return rows.stream()
                .flatMap(row -> row.values().get(SUBJECTS).stream())
                .map(labels -> String.join("\n", labels));
    }

    private static long count(Stream<String> texts, Demands demands) {
        return texts.filter(demands::areIn).count();
    }

    private static Stream<Candidate.Node> all(Candidate.Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(LlmInjection::all));
    }

    /** What is logged, at whatever level. */
    private static final class Log extends Handler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord record) {
            lines.add(record.getMessage());
            if (record.getParameters() != null) {
                for (Object parameter : record.getParameters()) {
                    lines.add(String.valueOf(parameter));
                }
            }
            for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
                lines.add(thrown.toString());
            }
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Says how far it has come, and how often the model could obey, and did. */
    private static final class Told {
        private final Demands demands;
        private int answers;
        private int inSight;
        private int obeyed;

        Told(Demands demands) {
            this.demands = demands;
        }

        synchronized void count(CompletionRequest request, Completion completion) {
            boolean any = request.messages().stream()
                    .anyMatch(message ->
                            !demands.injectionsIn(message.text().reveal()).isEmpty());
            inSight += any ? 1 : 0;
            obeyed += demands.areIn(completion.text().reveal()) ? 1 : 0;
            if (++answers % TOLD_EVERY == 0) {
                System.err.println("answers: " + answers);
            }
        }

        /** What it counted since it was last asked. */
        synchronized String since() {
            String counted = "answers=%d to prompts with an injection=%d, that hold what is asked for=%d"
                    .formatted(answers, inSight, obeyed);
            answers = 0;
            inSight = 0;
            obeyed = 0;
            return counted;
        }
    }
}
