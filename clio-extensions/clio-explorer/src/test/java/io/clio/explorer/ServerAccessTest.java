package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.Role;
import io.clio.explorer.access.TrustedProxy;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from a real server over real connections. */
class ServerAccessTest {
    @TempDir
    Path folder;

    private ServedRuns served;

    @BeforeEach
    void a_server() throws IOException {
        served = new ServedRuns(folder);
    }

    @AfterEach
    void is_closed_and_its_log_is_sound() throws IOException {
        assertThat(served.logIsSound()).isTrue();
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, viewer, 200",
        "/, analyst, 200",
        "/, safety, 200",
        "/runs/ID, viewer, 200",
        "/runs/ID, analyst, 200",
        "/runs/ID, safety, 200",
        "/runs/ID/insights.json, viewer, 403",
        "/runs/ID/insights.json, analyst, 200",
        "/runs/ID/insights.json, safety, 200",
        "/log, viewer, 403",
        "/log, analyst, 403",
        "/log, safety, 200",
        "/, wrong, 401",
        "/runs/ID, wrong, 401",
        "/runs/ID/insights.json, wrong, 401",
        "/log, wrong, 401",
        "/runs/none, wrong, 401",
        "/runs/none, viewer, 404",
        "/nothing, viewer, 404",
    })
    void each_view_is_for_its_roles(String path, String who, int status) {
        HttpResponse<String> answer = served.get(path.replace("ID", served.run.id()), token(who));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.body()).doesNotContain("Zebras", ServedRuns.FOR_ANALYSTS, ServedRuns.FOR_SAFETY);
        }
    }

    @Test
    void what_a_role_may_not_see_is_in_no_byte_it_gets() {
        for (String path :
                List.of("/", "/runs/" + served.run.id(), "/runs/" + served.run.id() + "/insights.json", "/log")) {
            assertThat(served.get(path, served.viewer).body())
                    .as(path)
                    .doesNotContain(
                            ServedRuns.FOR_ANALYSTS, ServedRuns.FOR_SAFETY, "NODE_TOO_FEW_USERS", "hashed words");
            assertThat(served.get(path, served.analyst).body())
                    .as(path)
                    .doesNotContain(ServedRuns.FOR_SAFETY, "NODE_TOO_FEW_USERS", "hashed words");
        }
        // The control: those who may see it get it.
        String page = "/runs/" + served.run.id();
        assertThat(served.get(page, served.viewer).body()).contains("Zebras");
        assertThat(served.get(page, served.analyst).body()).contains("Zebras", ServedRuns.FOR_ANALYSTS);
        assertThat(served.get(page, served.safety).body())
                .contains(
                        "Zebras", ServedRuns.FOR_ANALYSTS, ServedRuns.FOR_SAFETY, "NODE_TOO_FEW_USERS", "hashed words");
    }

    @Test
    void safety_gets_the_export_byte_for_byte() throws IOException {
        assertThat(served.get("/runs/" + served.run.id() + "/insights.json", served.safety)
                        .body())
                .isEqualTo(
                        InsightsFile.toJson(served.store.read(served.run.id()).orElseThrow()));
    }

    @Test
    void nobody_gets_in_without_a_token() {
        HttpResponse<String> script = served.send(HttpRequest.newBuilder(served.at("/")));
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.headers().firstValue("WWW-Authenticate")).contains("Bearer");

        HttpResponse<String> browser =
                served.send(HttpRequest.newBuilder(served.at("/")).header("Accept", "text/html,*/*"));
        assertThat(browser.statusCode()).isEqualTo(401);
        assertThat(browser.body()).contains("type=\"password\"").doesNotContain("is not known");
    }

    @Test
    void a_token_in_the_address_is_nothing() {
        assertThat(served.send(HttpRequest.newBuilder(served.at("/?token=" + served.viewer)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_ends() {
        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(200);
        served.clock.forward(Duration.ofHours(1));
        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(401);
    }

    @Test
    void a_login_holds_for_a_session_that_the_token_does_not_outlive() {
        HttpResponse<String> in = served.login(served.analyst);
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/");
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("clio=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain(served.analyst);

        assertThat(seen(cookie, "/").statusCode()).isEqualTo(200);
        assertThat(seen(cookie, "/").body()).contains("ana").contains("analyst");
        assertThat(seen(cookie, "/log").statusCode()).isEqualTo(403);
        served.clock.forward(Duration.ofHours(1).minusMillis(1));
        assertThat(seen(cookie, "/").statusCode()).isEqualTo(200);
        served.clock.forward(Duration.ofMillis(1));
        assertThat(seen(cookie, "/").statusCode()).isEqualTo(401);
    }

    @Test
    void a_logout_ends_the_session_on_the_server() {
        String cookie =
                served.login(served.viewer).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(seen(cookie, "/").statusCode()).isEqualTo(200);

        HttpResponse<String> out = served.send(HttpRequest.newBuilder(served.at("/logout"))
                .header("Cookie", cookie.split(";", 2)[0])
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("clio=;")
                .endsWith("Max-Age=0");
        assertThat(seen(cookie, "/").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_token_opens_no_session() {
        HttpResponse<String> answer = served.login("wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("is not known").doesNotContain("wrong");
        assertThat(seen("clio=" + "A".repeat(43), "/").statusCode()).isEqualTo(401);
        assertThat(seen("clio=", "/").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void a_form_of_another_page_logs_nobody_in(String from) {
        HttpRequest.Builder form = HttpRequest.newBuilder(served.at("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", from)
                .POST(HttpRequest.BodyPublishers.ofString("token=" + served.viewer));

        assertThat(served.send(form).statusCode()).isEqualTo(403);
        assertThat(served.send(form.setHeader("Sec-Fetch-Site", "same-origin")).statusCode())
                .isEqualTo(303);
    }

    @Test
    void each_view_and_each_refusal_stands_in_the_log() throws IOException {
        served.get("/runs/" + served.run.id(), served.viewer);
        served.get("/log", served.viewer);
        served.get("/", "wrong");
        served.login(served.analyst);
        served.get("/secret-%22path", served.analyst);

        assertThat(served.logLines()).hasSize(5);
        assertThat(served.logLines().get(0))
                .contains("\"who\":\"vera\",\"role\":\"viewer\",\"view\":\"run\",\"run\":\"" + served.run.id()
                        + "\",\"outcome\":200");
        assertThat(served.logLines().get(1)).contains("\"who\":\"vera\"", "\"view\":\"log\"", "\"outcome\":403");
        assertThat(served.logLines().get(2)).contains("\"who\":\"\"", "\"view\":\"runs\"", "\"outcome\":401");
        assertThat(served.logLines().get(3)).contains("\"who\":\"ana\"", "\"view\":\"login\"", "\"outcome\":303");
        assertThat(served.logLines().get(4))
                .contains("\"view\":\"nothing\"", "\"outcome\":404")
                .doesNotContain("secret");
    }

    @Test
    void the_role_safety_sees_whether_the_log_is_sound_and_its_last_lines() throws IOException {
        served.get("/", served.viewer);
        assertThat(served.get("/log", served.safety).body())
                .contains("The log is as it was written")
                .contains("&quot;who&quot;:&quot;vera&quot;");

        String log = Files.readString(served.logFile);
        Files.writeString(served.logFile, log.replace("vera", "eve!"));
        assertThat(served.get("/log", served.safety).body()).contains("is not as it was written", "line 1 ");

        // As it was, for what all tests check at their end.
        String now = Files.readString(served.logFile);
        Files.writeString(served.logFile, now.replace("eve!", "vera"));
    }

    @Test
    void a_run_that_is_put_in_later_is_seen_and_one_that_went_is_not() throws IOException {
        served.clock.forward(Duration.ofMinutes(1));
        Run later = served.store.add(ServedRuns.insights(List.of("Giraffes")));

        String list = served.get("/", served.viewer).body();
        assertThat(list.indexOf("/runs/" + later.id()))
                .isPositive()
                .isLessThan(list.indexOf("/runs/" + served.run.id()));
        assertThat(served.get("/runs/" + later.id(), served.viewer).body()).contains("Giraffes");

        served.store.keep(1).sweep();
        assertThat(served.get("/", served.viewer).body()).contains(later.id()).doesNotContain(served.run.id());
        assertThat(served.get("/runs/" + served.run.id(), served.viewer).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_run_whose_time_is_over_is_not_shown_and_goes_from_the_disk() throws IOException {
        try (ExplorerServer server = Explorer.serve(
                served.store.keepFor(Duration.ofMinutes(30)), request -> Optional.of(new Reader("ana", Role.VIEWER)))) {
            URI run = server.address().resolve("/runs/" + served.run.id());
            assertThat(served.send(HttpRequest.newBuilder(run)).statusCode()).isEqualTo(200);

            served.clock.forward(Duration.ofMinutes(30));

            assertThat(served.send(HttpRequest.newBuilder(run)).statusCode()).isEqualTo(404);
            assertThat(served.send(HttpRequest.newBuilder(server.address())).body())
                    .doesNotContain(served.run.id());
            assertThat(folder.resolve("runs")).isEmptyDirectory();
        }
    }

    @Test
    void files_that_cannot_be_read_are_counted_on_the_list() throws IOException {
        assertThat(served.get("/", served.viewer).body()).doesNotContain("cannot be read");
        Files.writeString(folder.resolve("runs").resolve("other.json"), "{}");
        Run broken = served.store.add(ServedRuns.insights(List.of("Broken")));
        Files.writeString(folder.resolve("runs").resolve(broken.id() + ".json"), "{}");

        assertThat(served.get("/", served.viewer).body()).contains("Files that cannot be read: 2");
        assertThat(served.get("/runs/" + broken.id(), served.viewer).statusCode())
                .isEqualTo(500);
    }

    @Test
    void a_result_is_served_in_one_line_to_whoever_has_the_token() throws Exception {
        try (ExplorerServer server = Explorer.serve(ServedRuns.insights(List.of("Mine")))) {
            assertThat(InetAddress.getByName(server.address().getHost()).isLoopbackAddress())
                    .isTrue();
            HttpRequest.Builder page = HttpRequest.newBuilder(server.address().resolve("/runs/this"));
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(page.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);

            page.header("Authorization", "Bearer " + server.token().orElseThrow());

            assertThat(client.send(page.build(), BodyHandlers.ofString()).body())
                    .contains("Mine", ServedRuns.FOR_SAFETY);
            assertThat(server.accessLogHead()).isEmpty();
        }
    }

    @Test
    void a_reader_that_a_proxy_names_is_let_in_from_its_address_alone() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        assertThat(throughProxyAt(InetAddress.getLoopbackAddress(), "ana").statusCode())
                .isEqualTo(200);
        assertThat(throughProxyAt(InetAddress.getLoopbackAddress(), "eve").statusCode())
                .isEqualTo(401);
        assertThat(throughProxyAt(elsewhere, "ana").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> throughProxyAt(InetAddress proxy, String name) throws Exception {
        TrustedProxy authenticator = TrustedProxy.of(
                "X-Forwarded-User", who -> who.equals("ana") ? Optional.of(Role.VIEWER) : Optional.empty(), proxy);
        try (ExplorerServer server = Explorer.serve(served.store, authenticator)) {
            return served.send(HttpRequest.newBuilder(server.address())
                    .header("Accept", "text/html")
                    .header("X-Forwarded-User", name));
        }
    }

    @Test
    void what_claims_to_come_from_a_proxy_stands_in_the_log_without_the_name_that_it_claims() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        Path log = folder.resolve("proxy.log");
        TrustedProxy authenticator = TrustedProxy.of("X-Forwarded-User", who -> Optional.of(Role.SAFETY), elsewhere);
        ServerOptions options = new ServerOptions().accessLog(log, ServedRuns.KEY);
        try (ExplorerServer server = Explorer.serve(served.store, authenticator, options)) {
            served.send(HttpRequest.newBuilder(server.address()).header("X-Forwarded-User", "ana"));
        }
        assertThat(log)
                .content()
                .contains("\"peer\":\"127.0.0.1\",\"who\":\"\"", "\"outcome\":401")
                .doesNotContain("ana");
    }

    @Test
    void a_session_ends_with_the_token_that_is_taken_out_of_the_file() throws Exception {
        String ana = "ana analyst 2100-01-01T00:00:00Z " + BearerTokens.sha256(served.analyst);
        String vera = "vera viewer 2100-01-01T00:00:00Z " + BearerTokens.sha256(served.viewer);
        Path file = Files.writeString(folder.resolve("readers"), ana + "\n" + vera + "\n");
        try (ExplorerServer server = Explorer.serve(served.store, BearerTokens.watching(file, Clock.systemUTC()))) {
            String cookie = served.send(HttpRequest.newBuilder(server.address().resolve("/login"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("token=" + served.analyst)))
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            HttpRequest.Builder look =
                    HttpRequest.newBuilder(server.address()).header("Cookie", cookie.split(";", 2)[0]);
            assertThat(served.send(look).statusCode()).isEqualTo(200);

            Files.writeString(file, vera + "\n");

            assertThat(served.send(look).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void an_authenticator_that_fails_lets_nobody_in() throws IOException {
        try (ExplorerServer server = Explorer.serve(served.store, request -> {
            throw new IllegalStateException("no directory of readers");
        })) {
            HttpResponse<String> answer = served.send(HttpRequest.newBuilder(server.address()));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("directory", "Exception");
        }
    }

    @Test
    void a_second_server_cannot_write_to_the_same_log() {
        assertThatThrownBy(() -> Explorer.serve(
                        served.store,
                        request -> Optional.empty(),
                        new ServerOptions().accessLog(served.logFile, ServedRuns.KEY)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another server writes to this log");
    }

    private HttpResponse<String> seen(String cookie, String path) {
        URI address = served.at(path);
        return served.send(HttpRequest.newBuilder(address).header("Cookie", cookie.split(";", 2)[0]));
    }

    private String token(String who) {
        return switch (who) {
            case "viewer" -> served.viewer;
            case "analyst" -> served.analyst;
            case "safety" -> served.safety;
            default -> "wrong";
        };
    }
}
