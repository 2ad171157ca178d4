package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.RequestFacts;
import io.clio.explorer.access.Role;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who is not let in, or wants the server to fail. */
class ServerSecurityTest {
    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy: default-src 'none'",
            "frame-ancestors 'none'",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin");

    @TempDir
    Path folder;

    private ServedRuns served;

    @AfterEach
    void the_server_still_serves_and_its_log_is_sound() throws IOException {
        served.clock.forward(Duration.ofMinutes(10));
        assertThat(served.get("/runs/" + served.run.id(), served.viewer).statusCode())
                .isEqualTo(200);
        assertThat(served.logIsSound()).isTrue();
        served.close();
    }

    private void serve(UnaryOperator<ServerOptions> options) throws IOException {
        served = new ServedRuns(folder, options, List.of("All", "Zebras"));
    }

    private void serve() throws IOException {
        serve(options -> options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../outside.json",
                "/runs/../../outside.json",
                "/runs/../outside",
                "/runs/..%2foutside",
                "/runs/..%2foutside/insights.json",
                "/runs/%2e%2e/outside",
                "/runs/%2e%2e%2foutside/insights.json",
                "/runs/%252e%252e%252foutside/insights.json",
                "/runs/..;/outside",
                "/runs/.%00./outside/insights.json",
                "/runs/%c0%ae%c0%ae%2foutside/insights.json",
                "/runs/..\\outside/insights.json",
                "/runs/..%5coutside/insights.json",
                "//runs/ID",
                "/runs//ID",
                "/runs/./ID",
                "/runs/x/../ID",
                "/runs/ID;a=b",
                "/runs/ID%00",
                "/runs/ID.json",
                "/runs/ID/",
                "/runs/ID/insights.json/",
                "/runs/ID/../../outside",
                "/%72uns/ID",
                "/etc/passwd",
                "/runs/",
                "/RUNS/ID"
            })
    void a_path_leads_nowhere_but_to_a_view(String path) throws IOException {
        serve();
        Files.writeString(folder.resolve("outside.json"), "outside-words");

        String answer = raw("GET " + path.replace("ID", served.run.id()) + " HTTP/1.1", served.safety);

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*").doesNotContain("outside-words", "Zebras");
        // The control: the right path, sent in the same way.
        assertThat(raw("GET /runs/" + served.run.id() + " HTTP/1.1", served.safety))
                .startsWith("HTTP/1.1 200 ")
                .contains("Zebras");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, 401",
        "GET /<script> HTTP/1.1, 400",
        "GET /echo-me HTTP/1.1, 401",
        "GET /echo-me%22%3Cscript%3E HTTP/1.1, 401",
        "PUT /echo-me HTTP/1.1, 405",
        "DELETE / HTTP/1.1, 405",
        "OPTIONS * HTTP/1.1, 405",
        "TRACE /echo-me HTTP/1.1, 405",
        "POST /echo-me HTTP/1.1, 405",
        "echo-me, 400",
        "GET /echo-me HTTP/9.9, 505",
        "GET /echo-me%zz HTTP/1.1, 400",
    })
    void a_refusal_has_the_headers_and_repeats_nothing(String line, int status) throws IOException {
        serve();

        String answer = raw(line, "wrong-token");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains(HEADERS);
        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "echo-me", "script>", "wrong-token", "jetty", "exception", "at io.clio", "\nserver:", "java");
    }

    @Test
    void what_is_shown_has_the_headers_too() throws IOException {
        serve();
        for (String path :
                List.of("/", "/runs/" + served.run.id(), "/runs/" + served.run.id() + "/insights.json", "/log")) {
            String answer = raw("GET " + path + " HTTP/1.1", served.safety);
            String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
            assertThat(head)
                    .as(path)
                    .startsWith("HTTP/1.1 200 ")
                    .contains(HEADERS)
                    .doesNotContain("Server:", "unsafe", "Jetty");
        }
        String page = raw("HEAD /runs/" + served.run.id() + " HTTP/1.1", served.safety);
        assertThat(page).contains("script-src 'sha256-").doesNotContain("Zebras");
    }

    @Test
    void a_header_that_is_too_long_is_refused() throws IOException {
        serve();

        assertThat(raw("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(20_000), served.viewer))
                .matches("(?s)HTTP/1\\.1 431 .*");
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1", served.viewer))
                .matches("(?s)HTTP/1\\.1 414 .*");
        assertThat(raw("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(2_000), served.viewer))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_form_that_is_too_long_is_refused() throws IOException {
        serve();
        String head = "POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";

        assertThat(raw(head + "Content-Length: 1000000", "x")).startsWith("HTTP/1.1 413 ");
        assertThat(form(head + "Transfer-Encoding: chunked", "2000\r\n" + "a".repeat(0x2000) + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(form("POST /login HTTP/1.1\r\nContent-Length: 9", "token=abc"))
                .startsWith("HTTP/1.1 415 ");
        assertThat(form(head + "Content-Length: 49", "token=" + served.viewer)).startsWith("HTTP/1.1 303 ");
    }

    @Test
    void a_request_of_two_lengths_is_refused() throws IOException {
        serve();

        assertThat(form(
                        "POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n"
                                + "Transfer-Encoding: chunked",
                        "0\r\n\r\nGET / HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .containsOnlyOnce("HTTP/1.1");
        assertThat(raw("GET / HTTP/1.1\r\nAuthorization: Bearer " + served.viewer, served.safety))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void whoever_sends_a_byte_now_and_then_is_ended() throws Exception {
        serve(options -> options.answerWithin(Duration.ofSeconds(2)));
        try (RawConnection slow = new RawConnection(served.server.address())) {
            slow.send("GET / HTTP/1.1\r\nX-Slow: ");
            assertThat(slow.drips('a', 500, 20)).isTrue();
        }
        try (RawConnection slow = new RawConnection(served.server.address())) {
            slow.send("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 1000\r\n\r\ntoken=");
            assertThat(slow.drips('a', 500, 20)).isTrue();
        }
        try (RawConnection slow = new RawConnection(served.server.address())) {
            assertThat(slow.drips('\n', 500, 20)).isTrue();
        }
    }

    @Test
    void whoever_sends_slowly_within_the_time_is_answered() throws Exception {
        serve(options -> options.answerWithin(Duration.ofSeconds(60)));
        try (RawConnection slow = new RawConnection(served.server.address())) {
            slow.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + served.viewer
                    + "\r\nX-Slow: ");
            assertThat(slow.drips('a', 50, 20)).isFalse();
            slow.send("\r\n\r\n");
            assertThat(slow.rest()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoever_reads_a_little_now_and_then_is_ended() throws Exception {
        serve(options -> options.answerWithin(Duration.ofSeconds(3)));
        Insights large = ServedRuns.insights(Collections.nCopies(30, "W".repeat(200_000)));
        String path = "/runs/" + served.store.add(large).id() + "/insights.json";
        int whole = InsightsFile.toJson(large).length();
        assertThat(whole).isGreaterThan(12_000_000);
        assertThat(sipped(served.server, path)).isLessThan(whole);
        // The control: a server that gives it time.
        try (ExplorerServer patient =
                Explorer.serve(served.store, request -> Optional.of(new Reader("ana", Role.SAFETY)))) {
            assertThat(sipped(patient, path)).isGreaterThan(whole);
        }
    }

    /** How many bytes come, with their headers, if they are read at first at a megabyte a second. */
    private int sipped(ExplorerServer server, String path) throws Exception {
        try (RawConnection slow = new RawConnection(server.address())) {
            slow.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + served.safety + "\r\n\r\n");
            return slow.sip(80, 51_200, 50) + slow.rest().length();
        }
    }

    @Test
    void idle_connections_keep_nobody_out_for_long() throws Exception {
        serve(options -> options.connections(3).answerWithin(Duration.ofSeconds(2)));
        List<RawConnection> idle = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            idle.add(new RawConnection(served.server.address()));
        }

        assertThat(raw("GET / HTTP/1.1", served.viewer)).startsWith("HTTP/1.1 200 ");

        for (RawConnection one : idle) {
            one.close();
        }
    }

    @Test
    void a_reader_who_asks_too_often_waits_and_others_do_not() throws IOException {
        serve(options -> options.ratePerMinute(3));
        for (int i = 0; i < 3; i++) {
            assertThat(served.get("/", served.analyst).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = served.get("/", served.analyst);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("20");
        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(200);
        served.clock.forward(Duration.ofSeconds(20));
        assertThat(served.get("/", served.analyst).statusCode()).isEqualTo(200);
        assertThat(served.get("/", served.analyst).statusCode()).isEqualTo(429);
    }

    @Test
    void an_address_that_asks_too_often_waits_before_anybody_is_recognised() throws IOException {
        serve(options -> options.peerRatePerMinute(3));
        for (int i = 0; i < 3; i++) {
            assertThat(served.get("/", "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(served.login(served.viewer).statusCode()).isEqualTo(429);
        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(429);

        served.clock.forward(Duration.ofSeconds(20));

        assertThat(served.get("/", served.viewer).statusCode()).isEqualTo(200);
        assertThat(served.logLines()).hasSize(4);
        assertThat(served.logLines().get(3)).contains("\"outcome\":200,\"limited\":2,");
    }

    @Test
    void hostile_titles_are_text_on_the_list_of_runs() throws IOException {
        serve();
        for (String title : HostileTitles.ALL) {
            served.clock.forward(Duration.ofSeconds(1));
            served.store.add(Trees.leaves(List.of(title)));
        }

        String list = served.get("/", served.viewer).body();

        String own = list.replace(Assets.STYLE.text(), "");
        assertThat(own)
                .doesNotContain("<script", "<img", "<svg", "<iframe", "<base", "<meta http-equiv", "<a href=java");
        assertThat(own).doesNotContainPattern("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u2028\u2029\u200b]");
        assertThat(own).contains("&lt;script&gt;hit=1&lt;/script&gt;", "\u27e8U+202E\u27e9");
    }

    @Test
    void a_view_whose_line_cannot_be_written_is_refused() throws IOException {
        serve();
        Path file = folder.resolve("full.log");
        AccessLog full = AccessLog.open(file, ServedRuns.KEY, served.clock);
        ServerOptions options = new ServerOptions();
        Desk desk = new Desk(
                options.pages(served.store), request -> Optional.of(new Reader("ana", Role.SAFETY)), options, full);
        RequestFacts facts = new RequestFacts(InetAddress.getLoopbackAddress(), Map.of());
        assertThat(desk.look(facts, Optional.empty(), Target.of("/")).status()).isEqualTo(200);

        full.close();

        Answer refused = desk.look(facts, Optional.empty(), Target.of("/"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(new String(refused.body().array(), StandardCharsets.UTF_8)).doesNotContain("Zebras");
    }

    @Test
    void the_cookie_of_a_session_behind_tls_goes_nowhere_else() throws IOException {
        serve(ServerOptions::behindTls);

        assertThat(served.login(served.viewer)
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .matches("__Host-clio=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void a_script_that_asks_with_a_wrong_token_gets_no_page() throws IOException {
        serve();
        HttpResponse<String> answer = served.send(
                HttpRequest.newBuilder(served.at("/")).header("Authorization", "Bearer " + served.viewer + "x"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("You are not known here.\n");
    }

    /** A request sent as it is, with a host and a token, and all that comes back. */
    private String raw(String head, String token) throws IOException {
        return form(head + "\r\nAuthorization: Bearer " + token, "");
    }

    private String form(String head, String body) throws IOException {
        try (RawConnection connection = new RawConnection(served.server.address())) {
            connection.send(head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body);
            return connection.rest();
        }
    }
}
