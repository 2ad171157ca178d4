package io.clio.explorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A real server on the loopback address with one run, a log, and three readers whose tokens are known. */
final class ServedRuns implements AutoCloseable {
    static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    /** Words that stand in the run for one role and those above it alone. */
    static final String FOR_ANALYSTS = "facet-for-analysts";

    static final String FOR_SAFETY = "concern-for-safety";
    private static final JsonMapper JSON = new JsonMapper();

    final SetClock clock = new SetClock(Instant.now());
    final String viewer = BearerTokens.newToken();
    final String analyst = BearerTokens.newToken();
    final String safety = BearerTokens.newToken();
    final HttpClient client = HttpClient.newHttpClient();
    final Path logFile;
    final RunStore store;
    final Run run;
    final ExplorerServer server;

    ServedRuns(Path folder, UnaryOperator<ServerOptions> options, List<String> titles) throws IOException {
        logFile = folder.resolve("access.log");
        store = RunStore.at(folder.resolve("runs")).by(clock);
        run = store.add(insights(titles));
        Instant end = clock.instant().plus(Duration.ofHours(1));
        BearerTokens tokens = BearerTokens.none(clock)
                .with(new Reader("vera", Role.VIEWER, end), BearerTokens.sha256(viewer))
                .with(new Reader("ana", Role.ANALYST, end), BearerTokens.sha256(analyst))
                .with(new Reader("sam", Role.SAFETY, end), BearerTokens.sha256(safety));
        server = Explorer.serve(
                store, tokens, options.apply(new ServerOptions().clock(clock).accessLog(logFile, KEY)));
    }

    ServedRuns(Path folder) throws IOException {
        this(folder, options -> options, List.of("All", "Zebras"));
    }

    /** A result with a facet for analysts and one for safety. */
    static Insights insights(List<String> titles) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(InsightsFile.toJson(Trees.of(titles)));
            mark(tree.get("roots"));
            return InsightsFile.fromJson(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mark(JsonNode topics) {
        for (JsonNode topic : topics) {
            ObjectNode facets = (ObjectNode) topic.get("facets");
            cell(facets.putObject("language"), FOR_ANALYSTS);
            cell(facets.putObject("concern"), FOR_SAFETY);
            mark(topic.get("children"));
        }
    }

    private static void cell(ObjectNode facet, String value) {
        facet.putArray("values").addObject().put("value", value).put("users", 5).put("conversations", 15);
    }

    URI at(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<String> get(String path, String token) {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> login(String token) {
        return send(HttpRequest.newBuilder(at("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> logLines() throws IOException {
        return Files.readAllLines(logFile);
    }

    boolean logIsSound() throws IOException {
        return AccessLog.verify(logFile, KEY, server.accessLogHead().orElseThrow())
                .isSound();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
