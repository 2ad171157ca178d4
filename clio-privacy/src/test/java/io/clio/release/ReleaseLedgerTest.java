package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Recognizer;
import io.clio.spi.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseLedgerTest {
    private static final SecretKey KEY = key(1);
    private static final Facet<String> LANGUAGE = Facet.vocabulary("language", List.of("en", "de"), "?");

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    private static SecretKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "AES");
    }

    @BeforeEach
    void name_a_file() {
        file = folder.resolve("ledger");
    }

    /** One conversation of each of some users, all under one topic. */
    private static Insights release(ReleaseLedger ledger, int from, int to, String title) {
        return release(ledger, from, to, title, () -> {});
    }

    private static Insights release(ReleaseLedger ledger, int from, int to, String title, Runnable last) {
        return release(ledger, from, to, scene -> scene.titled(title), last);
    }

    private static Insights release(
            ReleaseLedger ledger, int from, int to, Function<Scene, Candidate.Node> topic, Runnable last) {
        Scene scene = new Scene();
        SupportIndex.Builder index = SupportIndex.builder(Scene.PAIRS, 42, ledger);
        for (int user = from; user < to; user++) {
            String text = "sourdough recipe for dinner";
            scene.says("person" + user, text);
            index.add(Subject.ofUser("person" + user), index.digest(List.of(SensitiveText.of(text)), List.of()));
        }
        return ReleaseGate.of(Scene.PAIRS, List.of())
                .with(ledger)
                .release(
                        scene.candidate(topic.apply(scene)),
                        index.build(IntStream.range(0, to - from).toArray()),
                        last);
    }

    @Test
    void who_comes_or_goes_alone_changes_nothing_and_two_do() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Insights first = release(ledger, 0, 6, "Sourdough");

        assertThat(release(ledger, 0, 7, "Recipe").roots()).isEqualTo(first.roots());
        assertThat(release(ledger, 1, 6, "Recipe").users()).isEqualTo(6);
        Insights later = release(ledger, 0, 8, "Recipe");
        assertThat(later.users()).isEqualTo(8);
        assertThat(later.roots().get(0).title()).isEqualTo("Recipe");
        assertThat(release(ledger, 2, 8, "Dinner").users()).isEqualTo(6);
    }

    @Test
    void topics_formed_anew_that_would_cover_less_stay_as_they_were() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Insights first = release(ledger, 0, 12, "Sourdough");

        int[] some = IntStream.range(0, 5).toArray();
        Insights second = release(
                ledger,
                0,
                12,
                scene -> new Candidate.Node(some, Draft.of("Recipe", ""), Scene.keyTerms("recipe"), List.of()),
                () -> {});

        assertThat(second.roots()).isEqualTo(first.roots());
        assertThat(second.privacyReport().coveredConversations())
                .isEqualTo(first.privacyReport().coveredConversations());
    }

    @Test
    void a_stage_that_changes_rows_does_not_change_what_was_proposed() throws IOException {
        assertThat(proposalThatWouldCoverLess(folder.resolve("changed"), rows -> Arrays.fill(rows, 0)))
                .isEqualTo(proposalThatWouldCoverLess(folder.resolve("unchanged"), rows -> {}));
    }

    private static long proposalThatWouldCoverLess(Path file, Consumer<int[]> stage) throws IOException {
        int[] some = IntStream.range(0, 5).toArray();
        Function<Scene, Candidate.Node> topic = scene -> scene.redrafted(
                new Candidate.Node(some, Draft.of("Person1", ""), Scene.keyTerms("recipe"), List.of()), refused -> {
                    stage.accept(some);
                    return Draft.of("Recipe", "");
                });
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 12, "Sourdough");
            release(ledger, 0, 20, topic, () -> {});
            return ledger.state().releases().get(0).proposal();
        }
    }

    @Test
    void a_batch_that_is_erased_is_gone_from_the_topics_too() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        release(ledger, 0, 12, "Sourdough");

        Insights later = release(ledger, 0, 6, "Recipe");

        assertThat(later.users()).isEqualTo(6);
        assertThat(later.roots()).extracting(Insight::users).containsExactly(6);
    }

    @Test
    void who_writes_more_than_counts_does_not_keep_others_out() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        assertThat(withABusyUser(ledger, 6, 5).users()).isEqualTo(7);

        assertThat(withABusyUser(ledger, 9, 50).users()).isEqualTo(10);
    }

    /** Of the busy user three conversations count. */
    private static Insights withABusyUser(ReleaseLedger ledger, int others, int conversations) {
        PrivacyPolicy policy = Scene.PAIRS.withMaxConversationsPerUser(3);
        Scene scene = new Scene().under(policy);
        SupportIndex.Builder index = SupportIndex.builder(policy, 42, ledger);
        for (int row = 0; row < others + conversations; row++) {
            String user = row < others ? "person" + row : "busy";
            String text = "sourdough recipe " + (row < others ? row : 1000 + row - others);
            scene.says(user, text);
            index.add(Subject.ofUser(user), index.digest(List.of(SensitiveText.of(text)), List.of()));
        }
        return ReleaseGate.of(policy, List.of())
                .with(ledger)
                .release(scene.candidate(scene.titled("Sourdough")), index.build(scene.everyRow()));
    }

    @Test
    void what_is_left_of_a_cell_that_is_hidden_is_not_taken_up() {
        // Two who speak German are in the child. Of all ten of their conversations one user has six.
        String[] german = {"ann", "bob", "cid", "cid", "cid", "cid", "cid", "cid", "dan", "eve"};
        PrivacyPolicy policy = Scene.PAIRS.withMaxShare(0.5);
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Scene scene = new Scene().brokenDownBy(LANGUAGE).under(policy);
        SupportIndex.Builder index = SupportIndex.builder(policy, 42, ledger);
        for (int row = 0; row < 30; row++) {
            String user = row < german.length ? german[row] : "user" + row;
            String language = row < german.length ? "de" : "en";
            scene.says(
                    user,
                    "sourdough recipe",
                    FacetValues.builder().put(LANGUAGE, language).build());
            index.add(
                    Subject.ofUser(user),
                    index.digest(List.of(SensitiveText.of("sourdough recipe " + row)), List.of()));
        }
        Candidate.Node first = over(IntStream.concat(IntStream.range(0, 2), IntStream.range(10, 20)));

        Insights insights = ReleaseGate.of(policy, List.of())
                .with(ledger)
                .release(scene.candidate(over(IntStream.range(0, 30), first)), index.build(scene.everyRow()));

        Insight root = insights.roots().get(0);
        assertThat(root.facets().get("language")).extracting(FacetCell::value).doesNotContain("de");
        assertThat(root.children())
                .as("the child has a cell for them")
                .anyMatch(child -> child.facets().get("language").stream()
                        .anyMatch(cell -> cell.value().equals("de")));
        int shown = setOf(ledger, 2);
        int left = setOf(ledger, 8);
        assertThat(ledger.state().families())
                .noneMatch(family -> Arrays.stream(family).allMatch(id -> id == shown || id == left));
    }

    private static Candidate.Node over(IntStream rows, Candidate.Node... children) {
        return new Candidate.Node(rows.toArray(), Draft.of("Sourdough", ""), List.of(), List.of(children));
    }

    /** The number of the set of so many rows, or −1. */
    private static int setOf(ReleaseLedger ledger, int size) {
        List<int[]> sets = ledger.state().sets();
        return IntStream.range(0, sets.size())
                .filter(id -> sets.get(id).length == size)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void an_unchanged_topic_keeps_its_title() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        release(ledger, 0, 6, "Sourdough");

        assertThat(release(ledger, 0, 6, "Recipe").roots().get(0).title()).isEqualTo("Sourdough");
    }

    @Test
    void a_ledger_is_there_again_when_it_is_opened_again() throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
        }
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            assertThat(release(ledger, 0, 7, "Recipe").users()).isEqualTo(6);
        }
    }

    @Test
    void no_user_and_no_title_can_be_read_in_the_file() throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
            assertThat(ledger.toString()).doesNotContain("person").doesNotContain("ourdough");
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("person").doesNotContain("ourdough").doesNotContain("dinner");
        assertThat(new String(LedgerCodec.encode(stateOf(file)), StandardCharsets.ISO_8859_1))
                .doesNotContain("person")
                .contains("Sourdough");
    }

    private static LedgerState stateOf(Path path) throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(path, KEY)) {
            return ledger.state();
        }
    }

    @Test
    void another_key_damage_truncation_and_a_later_format_are_told_apart_and_nothing_is_lost() throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
        }
        byte[] whole = Files.readAllBytes(file);

        assertThatThrownBy(() -> ReleaseLedger.at(file, key(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open with this key")
                .hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);

        assertRefused(Arrays.copyOf(whole, whole.length - 1), "is cut short");
        assertRefused(Arrays.copyOf(whole, 9), "is cut short");
        byte[] changed = whole.clone();
        changed[whole.length - 20] ^= 1;
        assertRefused(changed, "is damaged");
        byte[] later = whole.clone();
        later[11] = 9;
        assertRefused(later, "has format 9, this version of Clio reads " + LedgerFile.FORMAT);
        assertRefused("something else".getBytes(StandardCharsets.UTF_8), "is no ledger");
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path other = Files.write(folder.resolve("other"), bytes);
        assertThatThrownBy(() -> ReleaseLedger.at(other, KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(other.toString());
        assertThat(Files.readAllBytes(other)).isEqualTo(bytes);
    }

    @Test
    void a_ledger_that_is_open_cannot_be_opened_again() throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
            assertThatThrownBy(() -> ReleaseLedger.at(file, KEY)).hasMessageContaining("another run has it open");
        }
        assertThat(stateOf(file).releases()).hasSize(1);
    }

    @Test
    void a_refused_second_opening_leaves_other_processes_out() throws Exception {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
            assertThatThrownBy(() -> ReleaseLedger.at(file, KEY)).hasMessageContaining("another run has it open");

            assertThat(openedElsewhere(file)).contains("another run has it open");
        }
        assertThat(openedElsewhere(file)).isEqualTo("opened");
    }

    private static String openedElsewhere(Path path) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as("%s", said).isZero();
        return said.strip();
    }

    /** Another process that opens a ledger. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try {
                ReleaseLedger.at(Path.of(arguments[0]), KEY).close();
                System.out.println("opened");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void a_ledger_that_could_not_be_opened_can_be_opened_later() throws IOException {
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
        }
        assertThatThrownBy(() -> ReleaseLedger.at(file, key(2))).hasMessageContaining("does not open with this key");

        assertThat(stateOf(file).releases()).hasSize(1);
    }

    @Test
    void a_link_to_a_ledger_is_the_ledger() throws IOException {
        stateOf(file);
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("links")).resolve("link"), file);
        assertThatThrownBy(() -> ReleaseLedger.at(link, KEY))
                .hasMessageContaining("a link to a file that is not there");
        try (ReleaseLedger ledger = ReleaseLedger.at(file, KEY)) {
            release(ledger, 0, 6, "Sourdough");
            assertThatThrownBy(() -> ReleaseLedger.at(link, KEY)).hasMessageContaining("another run has it open");
        }
        try (ReleaseLedger ledger = ReleaseLedger.at(link, KEY)) {
            release(ledger, 0, 8, "Sourdough");
        }
        assertThat(link).isSymbolicLink();
        assertThat(stateOf(file).releases()).hasSize(2);
    }

    @Test
    void a_run_that_ends_after_the_gate_leaves_the_ledger_as_it_was() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        Runnable cancelled = () -> {
            throw new CancellationException();
        };

        assertThatThrownBy(() -> release(ledger, 0, 6, "Sourdough", cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(ledger.state().releases()).isEmpty();
    }

    @Test
    void what_cannot_be_recorded_is_not_released() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (ReleaseLedger ledger = ReleaseLedger.at(gone.resolve("ledger"), KEY)) {
            Files.delete(gone.resolve("ledger.lock"));
            Files.delete(gone);

            assertThatThrownBy(() -> release(ledger, 0, 6, "Sourdough"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("could not be recorded");
            assertThat(ledger.state().releases()).isEmpty();
        }
    }

    @Test
    void a_closed_ledger_is_refused() throws IOException {
        ReleaseLedger ledger = ReleaseLedger.at(file, KEY);
        ledger.close();

        assertThatThrownBy(() -> release(ledger, 0, 6, "Sourdough")).hasMessage("the ledger is closed");
    }

    @Test
    void an_index_that_was_not_made_for_the_ledger_is_refused() {
        Scene scene = Scene.ofUsers(3, "sourdough");
        ReleaseGate gate = ReleaseGate.of(Scene.PAIRS, List.of()).with(ReleaseLedger.inMemory());

        assertThatThrownBy(() -> gate.release(scene.candidate(scene.titled("Sourdough")), scene.index()))
                .hasMessage("the support index was not made for the ledger");
    }

    @Test
    void a_topic_shown_as_it_was_is_held_back_under_a_stricter_policy() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        release(ledger, 0, 6, "Sourdough");
        Scene scene = new Scene().under(Scene.PAIRS.withMinUsers(7));
        SupportIndex.Builder index = SupportIndex.builder(Scene.PAIRS.withMinUsers(7), 42, ledger);
        for (int user = 0; user < 7; user++) {
            scene.says("person" + user, "sourdough recipe for dinner");
            index.add(
                    Subject.ofUser("person" + user),
                    index.digest(List.of(SensitiveText.of("sourdough recipe for dinner")), List.of()));
        }

        Insights insights = ReleaseGate.of(Scene.PAIRS.withMinUsers(7), List.of())
                .with(ledger)
                .release(scene.candidate(scene.titled("Recipe")), index.build(scene.everyRow()));

        assertThat(insights.users()).isEqualTo(6);
        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld()).containsKey(Withheld.NODE_TELLS_A_CHANGE);
    }

    private static Insights releaseThrough(ReleaseGate gate, ReleaseLedger ledger) {
        Scene scene = new Scene();
        SupportIndex.Builder index = SupportIndex.builder(Scene.PAIRS, 42, ledger);
        for (int user = 0; user < 6; user++) {
            String text = "sourdough recipe for dinner";
            scene.says("person" + user, text);
            index.add(Subject.ofUser("person" + user), index.digest(List.of(SensitiveText.of(text)), List.of()));
        }
        Candidate.Node topic = scene.node(Draft.of("Sourdough", "Recipe for dinner."), Scene.NO_REDRAFT);
        return gate.with(ledger).release(scene.candidate(topic), index.build(scene.everyRow()));
    }

    @Test
    void words_that_were_shown_before_are_held_back_if_a_recogniser_finds_something_in_them_today() {
        for (String found : List.of("Sourdough", "dinner")) {
            ReleaseLedger ledger = ReleaseLedger.inMemory();
            assertThat(releaseThrough(ReleaseGate.of(Scene.PAIRS, List.of()), ledger)
                            .roots())
                    .hasSize(1);
            Recognizer today = Recognizer.of(
                    "starter",
                    text -> text.contains(found)
                            ? List.of(new Recognizer.Span(text.indexOf(found), text.indexOf(found) + found.length()))
                            : List.of());

            Insights insights = releaseThrough(ReleaseGate.of(Scene.PAIRS, List.of(), List.of(today)), ledger);

            assertThat(insights.roots()).as("with %s", found).isEmpty();
            assertThat(insights.privacyReport().withheld())
                    .containsEntry(Withheld.TEXT_IDENTIFIER, 1)
                    .containsEntry(Withheld.NODE_NOT_APPROVED, 1);
        }
    }

    @Test
    void words_that_were_shown_before_are_held_back_if_an_auditor_rejects_them_today() {
        ReleaseLedger ledger = ReleaseLedger.inMemory();
        releaseThrough(ReleaseGate.of(Scene.PAIRS, List.of()), ledger);

        Insights insights = releaseThrough(
                ReleaseGate.of(Scene.PAIRS, List.of(PrivacyAuditor.each(draft -> Verdict.REJECTED))), ledger);

        assertThat(insights.roots()).isEmpty();
        assertThat(insights.privacyReport().withheld()).containsEntry(Withheld.NODE_NOT_APPROVED, 1);
    }
}
