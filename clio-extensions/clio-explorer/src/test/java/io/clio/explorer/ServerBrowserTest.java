package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A served explorer in a real browser: somebody logs in, opens a run, and logs out. */
@Tag("browser")
class ServerBrowserTest {
    @TempDir
    Path folder;

    private ServedRuns served;
    private Chromium browser;

    @BeforeEach
    void a_server_and_a_browser() throws IOException {
        served = new ServedRuns(folder, options -> options, List.of("All", "<script>hit=1</script>", "Zebras"));
        browser = new Chromium(folder.resolve("profile"));
        browser.call("Log.enable", Map.of());
    }

    @AfterEach
    void are_closed() throws IOException {
        browser.close();
        served.close();
    }

    @Test
    void somebody_logs_in_opens_a_run_and_logs_out_and_the_policy_is_kept() {
        logIn(served.analyst);
        assertThat(text("body")).contains("ana", "analyst", "All").doesNotContain("access log");

        browser.js("document.querySelector('#runs a').click()");
        await("document.querySelector('#tabs button')");
        assertThat(browser.js("location.pathname").asText()).isEqualTo("/runs/" + served.run.id());
        browser.js("document.querySelector('#tab-tree').click()");
        browser.js("document.querySelector('.tree .more').click()");
        assertThat(text("#view")).contains("Zebras", "<script>hit=1</script>");
        browser.js("document.querySelector('.tree .title').click()");
        assertThat(text("#detail"))
                .contains("language", ServedRuns.FOR_ANALYSTS)
                .doesNotContain("concern");
        browser.js("document.querySelector('#tab-privacy').click()");
        assertThat(text("#view")).contains("It is not differential privacy", "is shown to the role safety alone");
        assertThat(browser.js("document.cookie").asText()).isEmpty();
        assertThat(browser.js("typeof hit").asText()).isEqualTo("undefined");

        browser.js("document.querySelector('a.home').click()");
        await("document.querySelector('#runs')");
        assertThat(browser.js("location.pathname").asText()).isEqualTo("/");
        browser.js("document.querySelector('form button').click()");
        await("document.querySelector('#token')");
        open("/runs/" + served.run.id());
        await("document.querySelector('#token')");

        assertThat(violations()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address ->
                        address.startsWith(served.server.address().toString()) || address.startsWith("about:"));
    }

    @Test
    void a_viewer_finds_no_facet_and_a_wrong_token_no_way_in() {
        logIn("wrong");
        await("document.querySelector('[role=alert]')");
        assertThat(text("body")).contains("This token is not known");
        logIn(served.viewer);
        await("document.querySelector('#runs')");
        open("/runs/" + served.run.id());
        await("document.querySelector('#tabs button')");
        browser.js("document.querySelector('#tab-tree').click()");
        browser.js("document.querySelector('.tree .title').click()");
        assertThat(text("#detail")).contains("All", "Users").doesNotContain("language", "month");
        assertThat(violations()).isEmpty();
    }

    @Test
    void axe_finds_nothing_on_the_pages_beside_those_of_runs() throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            open("/");
            await("document.querySelector('#token')");
            assertThat(axe()).isEmpty();
            logIn(served.safety);
            assertThat(axe()).isEmpty();
            open("/log");
            await("document.querySelector('#sound')");
            assertThat(axe()).isEmpty();
            browser.js("document.querySelector('h2').append(document.createElement('input'))");
            assertThat(axe()).isNotEmpty();
            open("/");
            await("document.querySelector('#runs')");
            browser.js("document.querySelector('form button').click()");
            await("document.querySelector('#token')");
        }
    }

    private JsonNode axe() throws IOException {
        try (InputStream in = ServerBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            browser.js(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        }
        return browser.js("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                + ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))");
    }

    @Test
    void a_breach_of_the_policy_would_be_noticed() {
        open("/");
        await("document.querySelector('#token')");
        browser.js("(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
                + " document.body.append(s); })()");
        await("true");

        assertThat(browser.js("typeof hit").asText()).isEqualTo("undefined");
        assertThat(violations()).isNotEmpty();
    }

    private void logIn(String token) {
        open("/");
        await("document.querySelector('#token')");
        browser.js("document.querySelector('#token').value = '" + token + "'");
        browser.js("document.querySelector('form button').click()");
        await("document.querySelector('#runs, [role=alert]')");
    }

    private void open(String path) {
        browser.call("Page.navigate", Map.of("url", served.at(path).toString()));
    }

    private String text(String selector) {
        return browser.js("document.querySelector('" + selector + "').innerText")
                .asText();
    }

    private List<String> violations() {
        return browser.complaints().stream()
                .filter(complaint -> complaint.contains("Content Security Policy")
                        || complaint.contains("X-Frame-Options")
                        || complaint.contains("Runtime.exceptionThrown"))
                .toList();
    }

    /** Waits until something is so on a page that may still be loading. */
    private void await(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try {
                if (browser.js("document.readyState === 'complete' && !!(" + condition + ")")
                        .asBoolean()) {
                    return;
                }
            } catch (IllegalStateException e) {
                // the page went while it was asked
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("not within ten seconds: " + condition);
    }
}
