package io.clio.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.explorer.Explorer;
import io.clio.explorer.ExplorerServer;
import io.clio.explorer.RunStore;
import io.clio.explorer.ServerOptions;
import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.Authenticator;
import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Many readers look at a served explorer at once, each over a connection of its own: {@code DIRECTORY READERS
 * checked|open}. A fifth of them each bear the token of a viewer, of an analyst, of safety, a wrong one, and one whose
 * time is over. Counts errors, which are answers of another status than expected or without what belongs to them, and
 * unauthorised views, which are answers with a word that is not for their reader. {@code open} is the control: whoever
 * asks is taken for safety.
 */
final class ExplorerReaders {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final int TOPICS = 200;
    private static final int ROUNDS = 2;
    private static final String TITLE = "titleword";
    private static final String FACET = "facetword";
    private static final String CONCERN = "concernword";
    private static final String STAGE = "stageword";

    private static final List<Integer> NOTHING = List.of(401, 401, 401, 401, 401);

    /** What a kind of reader gets for each path, and the words that may be in it. */
    private record Kind(String name, Role role, List<Integer> statuses, List<String> words, String token) {
        static Kind of(String name, Role role, List<Integer> statuses, String... words) {
            return new Kind(name, role, statuses, List.of(words), BearerTokens.newToken());
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("viewer", Role.VIEWER, List.of(200, 200, 403, 403, 404), TITLE),
            Kind.of("analyst", Role.ANALYST, List.of(200, 200, 200, 403, 404), TITLE, FACET),
            Kind.of("safety", Role.SAFETY, List.of(200, 200, 200, 200, 404), TITLE, FACET, CONCERN, STAGE),
            Kind.of("wrong", Role.SAFETY, NOTHING),
            Kind.of("expired", Role.SAFETY, NOTHING));

    private final List<String> paths;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LongAdder answers = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder unauthorised = new LongAdder();
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private ExplorerReaders(URI address, String run) {
        this.address = address;
        this.paths = List.of("/", "/runs/" + run, "/runs/" + run + "/insights.json", "/log", "/runs/another");
    }

    /** Prints how many answers came, how many readers waited at once, and what was wrong. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int readers = Integer.parseInt(arguments[1]);
        Authenticator tokens = tokens();
        Authenticator authenticator =
                arguments[2].equals("open") ? request -> Optional.of(new Reader("anybody", Role.SAFETY)) : tokens;
        RunStore store = RunStore.at(directory.resolve("runs"));
        String run = store.add(insights()).id();
        Path log = directory.resolve("access.log");
        ServerOptions options =
                new ServerOptions().accessLog(log, KEY).ratePerMinute(1_000_000).peerRatePerMinute(1_000_000);
        ExplorerReaders all;
        AccessLog.Head head;
        try (ExplorerServer server = Explorer.serve(store, authenticator, options)) {
            all = new ExplorerReaders(server.address(), run);
            Instant start = Instant.now();
            all.read(readers);
            System.out.printf(
                    "seconds=%.1f%n", Duration.between(start, Instant.now()).toMillis() / 1000.0);
            head = server.accessLogHead().orElseThrow();
        }
        if (!AccessLog.verify(log, KEY, head).isSound() || head.lines() != all.answers.sum()) {
            System.out.println("the access log has " + head.lines() + " lines for " + all.answers.sum() + " answers");
            all.errors.increment();
        }
        System.out.println("answers=" + all.answers.sum());
        System.out.println("at once=" + all.most.get());
        System.out.println("errors=" + all.errors.sum());
        System.out.println("unauthorised=" + all.unauthorised.sum());
    }

    private static BearerTokens tokens() {
        BearerTokens tokens = BearerTokens.none(Clock.systemUTC());
        for (Kind kind : KINDS) {
            Instant until = Instant.now().plus(Duration.ofHours(kind.name.equals("expired") ? -1 : 1));
            if (!kind.name.equals("wrong")) {
                tokens = tokens.with(new Reader(kind.name, kind.role, until), BearerTokens.sha256(kind.token));
            }
        }
        return tokens;
    }

    private void read(int readers) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            all.add(next(KINDS.get(i % KINDS.size()), i, 0));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    /** Asks for one path after the other, each reader from another one on. */
    private CompletableFuture<Void> next(Kind kind, int reader, int asked) {
        if (asked == ROUNDS * paths.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int path = (reader / KINDS.size() + asked) % paths.size();
        HttpRequest request = HttpRequest.newBuilder(address.resolve(paths.get(path)))
                .header("Authorization", "Bearer " + kind.token)
                .timeout(Duration.ofMinutes(5))
                .build();
        most.accumulateAndGet(asking.incrementAndGet(), Math::max);
        return client.sendAsync(request, BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    asking.decrementAndGet();
                    judge(kind, path, answer, failure);
                    return null;
                })
                .thenCompose(done -> next(kind, reader, asked + 1));
    }

    private void judge(Kind kind, int path, HttpResponse<String> answer, Throwable failure) {
        if (failure != null) {
            errors.increment();
            System.err.println(failure.getClass().getName());
            return;
        }
        answers.increment();
        boolean shown = answer.statusCode() == 200;
        boolean isRun = path == 1 || path == 2;
        if (answer.statusCode() != kind.statuses.get(path)
                || (shown && isRun && !kind.words.stream().allMatch(answer.body()::contains))) {
            errors.increment();
        }
        boolean allowed = kind.statuses.get(path) == 200;
        for (String word : List.of(TITLE, FACET, CONCERN, STAGE)) {
            if (answer.body().contains(word) && !(allowed && kind.words.contains(word))) {
                unauthorised.increment();
                return;
            }
        }
        if (shown && !allowed) {
            unauthorised.increment();
        }
    }

    private static Insights insights() {
        ObjectNode tree = new JsonMapper().createObjectNode();
        tree.put("schema", InsightsFile.SCHEMA).put("users", 10_000).put("conversations", 20_000);
        ArrayNode roots = tree.putArray("roots");
        for (int i = 0; i < TOPICS; i++) {
            ObjectNode topic = roots.addObject()
                    .put("title", TITLE + " " + i)
                    .put("summary", "People ask about it.")
                    .put("users", 50)
                    .put("conversations", 100)
                    .put("share", 0.005);
            ObjectNode facets = topic.putObject("facets");
            for (Map.Entry<String, String> facet :
                    Map.of("language", FACET, "concern", CONCERN).entrySet()) {
                facets.putObject(facet.getKey())
                        .putArray("values")
                        .addObject()
                        .put("value", facet.getValue())
                        .put("users", 50)
                        .put("conversations", 100);
            }
            topic.putArray("children");
        }
        ObjectNode input = tree.putObject("input");
        List.of(
                        "notSampled",
                        "screenedOut",
                        "conversations",
                        "duplicates",
                        "skipped",
                        "partsLeftOut",
                        "withoutUser",
                        "withoutId",
                        "unclustered",
                        "failedFacets")
                .forEach(name -> input.put(name, 0));
        tree.putObject("policy")
                .put("minUsers", 5)
                .put("minConversations", 15)
                .put("minTermUsers", 5)
                .put("eachConversationIsAUser", false)
                .put("auditTimeout", "PT30S")
                .put("maxConversationsPerUser", 100)
                .put("maxShare", 0.5)
                .put("countBase", 5)
                .put("similarText", 0.8)
                .put("minAuditorRecall", 0.9);
        tree.putObject("privacyReport")
                .put("coveredConversations", 20_000)
                .put("suppressedConversations", 10)
                .put("suppressedConversationsAtLeast", 10)
                .putObject("withheld")
                .put("NODE_TOO_FEW_USERS", 3);
        ObjectNode guarantee = tree.putObject("guarantee").put("mode", "threshold");
        guarantee.putArray("promises").add("Every topic stands for five users or more.");
        guarantee.putArray("limits").add("It is not differential privacy.");
        tree.putObject("provenance")
                .put("version", "0.1.0")
                .put("seed", 1)
                .putObject("stages")
                .put("embedder", STAGE);
        return InsightsFile.fromJson(tree.toString());
    }
}
