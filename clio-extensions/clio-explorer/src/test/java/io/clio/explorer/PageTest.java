package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.Embedders;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final Insights INSIGHTS = Trees.of(List.of(
            "All",
            "</script><script>alert(1)</script>",
            "a & b \\u003c c",
            "line\u2028separator",
            "<!-- {{script}} $1 \\"));

    private final String page = Page.of(INSIGHTS, Embedders.hashing()).html();

    @Test
    void the_data_is_the_export_byte_for_byte_and_no_more() {
        String block = between("<script type=\"application/json\" id=\"insights\">", "</script>");

        assertThat(unescaped(block)).isEqualTo(InsightsFile.toJson(INSIGHTS));
        assertThat(block).doesNotContainPattern("[<>&\u2028\u2029]");
    }

    @Test
    void the_places_are_numbers_and_one_for_each_topic() {
        String block = between("<script type=\"application/json\" id=\"places\">", "</script>");

        assertThat(block).matches("\\[(\\s*\\[(-?\\d+\\.\\d{3},?){3}],?)*\\s*]\\s*");
        assertThat(block.lines().filter(line -> line.startsWith("[")))
                .hasSize((int) INSIGHTS.all().count() + 1);
    }

    @Test
    void nothing_but_frame_script_and_style_is_beside_the_data() {
        String rest = page.replace(between("id=\"insights\">", "</script>"), "")
                .replace(between("id=\"places\">", "</script>"), "");

        String other = Page.of(Trees.of(List.of("Another", "result")), Embedders.hashing())
                .html();
        String otherRest = other.replace(between(other, "id=\"insights\">", "</script>"), "")
                .replace(between(other, "id=\"places\">", "</script>"), "");
        assertThat(rest).isEqualTo(otherRest);
    }

    @Test
    void the_policy_allows_the_one_script_and_the_one_style_by_their_hashes() throws Exception {
        assertThat(page)
                .contains("script-src 'sha256-" + hash(between("<script>", "</script>")) + "'")
                .contains("style-src 'sha256-" + hash(between("<style>", "</style>")) + "'")
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void the_script_has_nothing_that_parses_markup_or_text_as_code() {
        assertThat(Assets.SCRIPT.text())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "new Function")
                .doesNotContain("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "'style',");
    }

    @Test
    void an_export_writes_the_page(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clio.html");

        INSIGHTS.export(Explorer.html(file));

        assertThat(Files.readString(file)).isEqualTo(page);
    }

    @Test
    void half_a_character_in_a_title_can_be_written(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clio.html");

        Trees.of(List.of("half \ud83d of it")).export(Explorer.html(file));

        assertThat(Files.readString(file)).contains("half \\ud83d of it");
    }

    private String between(String start, String end) {
        return between(page, start, end);
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }

    /** Only escapes that are not themselves escaped. */
    private static String unescaped(String block) {
        return Pattern.compile("\\\\(?:u(003c|003e|0026|2028|2029)|(.))")
                .matcher(block)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static String hash(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
