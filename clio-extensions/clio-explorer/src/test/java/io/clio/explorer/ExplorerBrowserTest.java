package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser: every feature is used as a person would. */
@Tag("browser")
class ExplorerBrowserTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Insights INSIGHTS =
            Trees.of(List.of("All that is asked", "Zebras", "Python code", "Café dinners", "日本語の手紙", "رسائل"));

    @TempDir
    static Path folder;

    private static Chromium browser;
    private static Path page;

    @BeforeAll
    static void a_browser_and_a_page() throws IOException {
        browser = new Chromium(folder.resolve("profile"));
        page = written("clio.html", INSIGHTS);
    }

    @AfterAll
    static void no_browser_is_left() {
        browser.close();
    }

    @AfterEach
    void nothing_complained_and_no_request_left_the_page() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(address -> address.matches("(file|blob|about):.*"));
    }

    @Test
    void thirty_hostile_titles_are_shown_as_text() throws IOException {
        Path hostile = written("hostile.html", Trees.of(HostileTitles.ALL));
        assertThat(HostileTitles.ALL).hasSizeGreaterThanOrEqualTo(30);
        for (String view : List.of("map", "tree", "table", "compare", "privacy")) {
            browser.open(hostile, "#view=" + view + "&node=0&other=0.3");
            assertThat(browser.js("typeof hit").asText()).isEqualTo("undefined");
            assertThat(browser.js(
                                    "document.querySelectorAll('img, iframe, object, #view script, aside script, form').length")
                            .asInt())
                    .isZero();
        }
        browser.open(hostile, "#view=table");
        String table = text("#view");
        assertThat(table)
                .contains("<script>hit=1</script>")
                .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069\u0000-\u0008]");
        assertThat(table).contains("\u27e8U+202E\u27e9");
    }

    @ParameterizedTest
    @CsvSource({
        "map,false",
        "tree,false",
        "table,false",
        "compare,false",
        "privacy,false",
        "map,true",
        "tree,true",
        "table,true",
        "compare,true",
        "privacy,true"
    })
    void axe_finds_nothing(String view, boolean dark) throws IOException {
        browser.dark(dark);
        browser.open(page, "#view=" + view + "&node=0&other=0.1");
        browser.js(axe());
        JsonNode found = browser.js(
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                        + ".then(r => ({passes: r.passes.length, bad: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + n.failureSummary).join(' | '))}))");
        browser.dark(false);

        assertThat(found.get("bad")).isEmpty();
        assertThat(found.get("passes").asInt()).isGreaterThan(10);
    }

    @Test
    void axe_would_find_an_input_without_a_name() throws IOException {
        browser.open(page, "#view=tree");
        browser.js("document.querySelector('main').append(document.createElement('input'))");
        browser.js(axe());

        assertThat(browser.js("axe.run().then(r => r.violations.map(v => v.id))")
                        .toString())
                .contains("\"label\"");
    }

    @Test
    void tabs_change_the_view_and_the_address_and_arrows_walk_them() {
        browser.open(page, "");
        click("#tab-tree");
        assertThat(browser.js("location.hash").asText()).isEqualTo("#view=tree");
        key("#tab-tree", "ArrowRight");
        assertThat(browser.js("document.activeElement.id").asText()).isEqualTo("tab-table");
        assertThat(text("#view table")).contains("Zebras");
    }

    @Test
    void the_tree_opens_and_shows_what_is_within() {
        browser.open(page, "#view=tree");
        assertThat(text("#view")).doesNotContain("Zebras");
        click(".tree .more");
        assertThat(text("#view")).contains("Zebras");
        browser.js("[...document.querySelectorAll('.tree .title')].find(b => b.textContent === 'Zebras').click()");
        assertThat(text("#detail")).contains("Zebras", "All that is asked", "language", "month", "People ask about");
        click("#detail .crumbs button");
        assertThat(text("#detail h2")).isEqualTo("All that is asked");
    }

    @Test
    void search_narrows_tree_and_table_as_one_types_whatever_the_accents() {
        browser.open(page, "#view=table");
        type("#search", "cafe din");
        assertThat(text("#view")).contains("Café dinners", "1 topic").doesNotContain("Zebras");
        click("#tab-tree");
        assertThat(text("#view")).contains("All that is asked", "Café dinners").doesNotContain("Zebras");
        assertThat(text("#said")).contains("1 topic found");
    }

    @Test
    void the_table_is_sorted_by_any_measure() {
        browser.open(page, "#view=table");
        for (String name : List.of("Topic", "Users", "Conversations", "Share", "Growth")) {
            browser.js("[...document.querySelectorAll('th button')].find(b => b.textContent.startsWith('" + name
                    + "')).click()");
            assertThat(browser.js("document.querySelector('th[aria-sort]').textContent")
                            .asText())
                    .startsWith(name);
        }
        browser.js("document.querySelector('th button').click()");
        assertThat(browser.js("document.querySelector('td .title').textContent").asText())
                .isNotEqualTo("All that is asked");
    }

    @Test
    void a_value_of_a_facet_filters() {
        browser.open(page, "#view=table");
        choose("#facet", "language");
        choose("#value", "pt");
        assertThat(text("#view")).contains("Trips by train").doesNotContain("Zebras");
        assertThat(browser.js("location.hash").asText())
                .contains("facet=language")
                .contains("value=pt");
    }

    @Test
    void two_topics_are_compared() {
        browser.open(page, "#view=compare");
        choose("#first", "1");
        choose("#second", "2");
        assertThat(text("section[aria-label='Two topics']"))
                .contains("Gardens and plants", "Trips by train", "language", "pt");
    }

    @Test
    void two_runs_are_compared_by_the_titles_on_the_path() throws IOException {
        browser.open(page, "#view=compare");
        give(InsightsFile.toJson(Trees.of(List.of("All that is asked", "Zebras", "Gone since"))));
        assertThat(text("#runs")).contains("Zebras", "only here", "only there", "Gone since");
        click("#tab-map");
        choose("#colour", "run");
        assertThat(text(".legend")).contains("against the other run");
    }

    @Test
    void a_file_that_is_no_result_is_refused_in_words() throws IOException {
        browser.open(page, "#view=compare");
        give("{\"schema\": \"else\"}");
        assertThat(text("#opened")).contains("expected schema clio-insights/1, found else");
    }

    @Test
    void what_was_held_back_and_the_guarantee_are_shown() {
        browser.open(page, "#view=privacy");
        assertThat(text("#view"))
                .contains(
                        "Every topic stands for five users or more.",
                        "It is not differential privacy.",
                        "node too few users");
    }

    @Test
    void the_map_is_moved_by_keys_wheel_and_buttons_and_the_address_keeps_its_place() throws Exception {
        browser.open(page, "");
        String before =
                browser.js("document.querySelector('canvas').toDataURL()").asText();
        key("canvas", "+");
        key("canvas", "ArrowLeft");
        browser.js(
                "document.querySelector('canvas').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, bubbles: true, cancelable: true}))");
        click("[aria-label='Zoom in']");
        browser.js("new Promise(done => setTimeout(done, 500))");
        assertThat(browser.js("document.querySelector('canvas').toDataURL()").asText())
                .isNotEqualTo(before);
        assertThat(browser.js("location.hash").asText()).contains("at=");
        click("[aria-label='Show the whole map']");
        key("canvas", "Enter");
        assertThat(text("#detail h2")).isNotEqualTo("All topics");
    }

    @Test
    void every_colouring_has_a_legend() {
        browser.open(page, "");
        for (JsonNode value : browser.js("[...document.querySelector('#colour').options].map(o => o.value)")) {
            choose("#colour", value.asText());
            assertThat(browser.js("document.querySelectorAll('.legend li').length")
                            .asInt())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "Markdown", "PNG"})
    void the_view_is_saved(String kind) {
        browser.open(page, "");
        browser.js(
                "saved = []; const make = URL.createObjectURL; URL.createObjectURL = b => { saved.push(b); return make(b); };"
                        + " HTMLAnchorElement.prototype.click = () => {}; 0");
        browser.js("[...document.querySelectorAll('#controls button')].find(b => b.textContent === '" + kind
                + "').click()");
        String saved = browser.js("new Promise(done => setTimeout(done, 300)).then(() => saved[0].text())")
                .asText();
        assertThat(saved).contains(kind.equals("PNG") ? "PNG" : "Zebras");
    }

    @Test
    void the_address_brings_everything_back() {
        browser.open(page, "#view=table&q=zebras&sort=title&node=0.0");
        assertThat(text("#view")).contains("Zebras").doesNotContain("Gardens");
        assertThat(browser.js("document.querySelector('#search').value").asText())
                .isEqualTo("zebras");
        assertThat(text("#detail h2")).isNotEqualTo("All topics");
    }

    @Test
    void a_phone_needs_no_sideways_scrolling() {
        browser.size(360, 740);
        for (String view : List.of("map", "tree", "table", "compare", "privacy")) {
            browser.open(page, "#view=" + view + "&node=0");
            assertThat(browser.js("document.documentElement.scrollWidth").asInt())
                    .as(view)
                    .isLessThanOrEqualTo(360);
            assertThat(browser.js("(v => v.scrollWidth <= v.clientWidth || getComputedStyle(v).overflowX === 'auto'"
                                    + " || v.className === 'map')(document.querySelector('#view'))")
                            .asBoolean())
                    .as("what is too wide in %s can be scrolled to", view)
                    .isTrue();
        }
        browser.size(1280, 800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constructor", "__proto__", "toString"})
    void a_facet_may_be_named_like_what_every_object_has(String name) throws IOException {
        Path hostile = written("prototype.html", withCell(name, "__proto__", 20));
        for (String view : List.of("map", "tree", "table", "compare")) {
            for (String node : List.of("0", "1")) {
                browser.open(
                        hostile, "#view=" + view + "&node=" + node + "&other=2&facet=" + name + "&value=__proto__");
                assertThat(text("#detail h2")).isNotEqualTo("All topics");
                assertThat(text("#view")).isNotEmpty();
            }
        }
    }

    @Test
    void what_was_opened_stays_open_and_the_focus_stays_where_it_was() {
        browser.open(page, "#view=tree");
        click(".tree .more");
        browser.js("const root = document.querySelector('.tree .title'); root.focus(); root.click()");

        assertThat(text("#detail h2")).isEqualTo("All that is asked");
        assertThat(text("#view")).contains("Zebras");
        assertThat(browser.js("document.activeElement.closest('#view') && document.activeElement.textContent")
                        .asText())
                .isEqualTo("All that is asked");
    }

    @Test
    void a_branch_that_was_closed_opens_for_a_topic_within_it_that_is_chosen() {
        browser.open(page, "#view=tree&node=0.0");
        click(".tree .more");
        assertThat(text("#view")).doesNotContain("Zebras");
        browser.js("location.hash = '#view=tree&node=0.1'");
        until("document.querySelector('#view').innerText.includes('Zebras')");
    }

    @Test
    void a_value_that_only_a_topic_below_has_can_be_filtered_by() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(InsightsFile.toJson(INSIGHTS));
        ((ObjectNode) tree.at("/roots/0/children/0/facets"))
                .putObject("language")
                .putArray("values")
                .addObject()
                .put("value", "Klingon")
                .put("users", 10)
                .put("conversations", 20);
        browser.open(written("below.html", InsightsFile.fromJson(tree.toString())), "#view=table&facet=language");

        assertThat(text("#value")).contains("Klingon");
    }

    @Test
    void a_character_that_is_not_seen_is_shown_by_its_number() throws IOException {
        int[] unseen = {0x00AD, 0x034F, 0x115F, 0x180E, 0x200B, 0x2066, 0x3164, 0xFEFF, 0xFFFB, 0xE0041, 0xE0101};
        List<String> titles = Arrays.stream(unseen)
                .mapToObj(character -> "a" + Character.toString(character) + "b")
                .toList();
        browser.open(written("unseen.html", Trees.of(titles)), "#view=table");
        String table = text("#view");
        for (int character : unseen) {
            assertThat(table).contains("a\u27e8U+%04X\u27e9b".formatted(character));
        }
    }

    @Test
    void joiners_and_variants_that_a_script_needs_stay() throws IOException {
        List<String> titles =
                List.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937", "\u2764\ufe0f");
        browser.open(written("joined.html", Trees.of(titles)), "#view=table");
        assertThat(text("#view")).contains(titles);
    }

    @Test
    void a_word_of_any_length_is_broken_on_the_map() throws IOException {
        browser.open(written("long.html", Trees.of(List.of("x".repeat(400)))), "");
        browser.js("drawn = []; CanvasRenderingContext2D.prototype.fillText = text => drawn.push(text);"
                + " document.querySelector('.zoom button').click()");
        until("drawn.length > 0");
        assertThat(browser.js("Math.max(...drawn.map(text => text.length))").asInt())
                .isLessThan(100);
    }

    @Test
    void what_the_content_security_policy_forbids_does_not_happen_and_would_be_noticed() {
        browser.open(page, "");
        browser.js("const script = document.createElement('script'); script.textContent = 'hit = 1';"
                + " document.head.append(script)");
        assertThat(browser.js("typeof hit").asText()).isEqualTo("undefined");
        assertThat(browser.complaintsOnceThere()).anyMatch(complaint -> complaint.contains("Content Security Policy"));
        browser.open(page, "");
    }

    /** The results, the first topic with one more facet of one cell. */
    private static Insights withCell(String facet, String value, int conversations) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(InsightsFile.toJson(INSIGHTS));
        ObjectNode facets = (ObjectNode) tree.at("/roots/0/facets");
        facets.putObject(facet)
                .putArray("values")
                .addObject()
                .put("value", value)
                .put("users", 10)
                .put("conversations", conversations);
        return InsightsFile.fromJson(tree.toString());
    }

    @Test
    void the_skip_link_goes_to_the_topics_and_keeps_what_is_looked_at() {
        browser.open(page, "#view=table&q=zebras");
        click(".skip");
        assertThat(browser.js("document.activeElement.id").asText()).isEqualTo("main");
        assertThat(browser.js("location.hash").asText()).isEqualTo("#view=table&q=zebras");
    }

    @Test
    void a_cell_is_a_part_of_all_conversations_of_its_topic() throws IOException {
        browser.open(written("lone.html", withCell("lone", "rare", 20)), "#view=compare&node=0&other=1");
        assertThat(text("#detail .multiples")).containsPattern("rare\\s+2%");
        assertThat(text("section[aria-label='Two topics']")).containsPattern("rare\\s+2%\\s+not released");
    }

    @Test
    void a_topic_is_shown_on_a_map_that_was_never_open() {
        browser.open(page, "#view=tree&node=0.0");
        click("#detail .actions button");
        until("location.hash.includes('at=')");
        assertThat(browser.js("location.hash").asText()).doesNotContain("NaN");
    }

    /** Waits for a condition, five seconds at most. */
    private static void until(String condition) {
        assertThat(browser.js("new Promise(done => { const end = Date.now() + 5000; const look = () => " + condition
                                + " ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 10); look(); })")
                        .asBoolean())
                .as(condition)
                .isTrue();
    }

    @Test
    void a_saved_table_runs_no_formula_and_keeps_its_columns_whatever_separates_them() throws IOException {
        browser.open(written("formula.html", Trees.of(List.of("=1+1;\"x\",y", "@SUM(A1)"))), "#view=table");
        browser.js("saved = []; URL.createObjectURL = b => { saved.push(b); return 'blob:'; };"
                + " HTMLAnchorElement.prototype.click = () => {}; 0");
        click("#controls button");
        assertThat(browser.js("saved[0].text()").asText().lines())
                .anyMatch(line -> line.startsWith("\"'=1+1;\"\"x\"\",y\",500,"))
                .anyMatch(line -> line.startsWith("\"'=1+1;\"\"x\"\",y > @SUM(A1)\","));
    }

    @Test
    void keys_with_control_are_left_to_the_browser() {
        browser.open(page, "");
        for (String modifier : List.of("ctrlKey", "altKey", "metaKey")) {
            assertThat(browser.js(
                                    "document.querySelector('canvas').dispatchEvent(new KeyboardEvent('keydown', {key: '+', "
                                            + modifier + ": true, bubbles: true, cancelable: true}))")
                            .asBoolean())
                    .as(modifier)
                    .isTrue();
        }
    }

    private static Path written(String name, Insights insights) throws IOException {
        Path file = folder.resolve(name);
        insights.export(Explorer.html(file));
        return file;
    }

    private static String axe() throws IOException {
        try (InputStream in = ExplorerBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0";
        }
    }

    private static String text(String selector) {
        return browser.js("(e => e.innerText ?? e.textContent)(document.querySelector(" + quoted(selector) + "))")
                .asText();
    }

    private static void click(String selector) {
        browser.js("document.querySelector(" + quoted(selector) + ").click()");
    }

    private static void key(String selector, String key) {
        browser.js("(e => { e.focus(); e.dispatchEvent(new KeyboardEvent('keydown', {key: " + quoted(key)
                + ", bubbles: true, cancelable: true})); })(document.querySelector(" + quoted(selector) + "))");
    }

    private static void type(String selector, String text) {
        browser.js("(e => { e.value = " + quoted(text)
                + "; e.dispatchEvent(new Event('input')); })(document.querySelector(" + quoted(selector) + "))");
    }

    private static void choose(String selector, String value) {
        browser.js("(e => { e.value = " + quoted(value)
                + "; e.dispatchEvent(new Event('change')); })(document.querySelector(" + quoted(selector) + "))");
    }

    /** Gives a file to the page's picker. */
    private static void give(String content) {
        browser.js("(e => { const t = new DataTransfer(); t.items.add(new File([" + quoted(content)
                + "], 'other.json')); e.files = t.files; e.dispatchEvent(new Event('change')); })(document.querySelector('#file'));"
                + " new Promise(done => setTimeout(done, 300))");
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }
}
