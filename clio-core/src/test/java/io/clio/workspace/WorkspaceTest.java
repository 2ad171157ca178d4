package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clio.conversation.Subject;
import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Subject ANNA = Subject.ofUser("anna");
    private static final Subject BORIS = Subject.ofUser("boris");

    @TempDir
    private Path directory;

    private static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new SecretKeySpec(bytes, "AES");
    }

    private Workspace workspace() {
        return Workspace.at(directory).key(key(1)).clock(InstantSource.fixed(NOW));
    }

    private Path log() {
        return directory.resolve("clio-workspace.log");
    }

    private static void keep(WorkspaceSession session, Artefact kind, Subject owner, String name, String value) {
        session.put(
                kind, session.key(kind, name), List.of(session.owner(owner)), value.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> find(WorkspaceSession session, Artefact kind, String name) {
        return session.get(session.key(kind, name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** A workspace in which a run that has no end kept a few things. */
    private void keepSome() {
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips of anna");
            session.commit();
            keep(session, Artefact.EMBEDDINGS, BORIS, "b", "tractors of boris");
            session.commit();
        }
    }

    private static WorkspaceException refused(ThrowingCallable opening) {
        return catchThrowableOfType(WorkspaceException.class, opening);
    }

    private void assertRefused(Workspace workspace, Reason reason, String... says) throws IOException {
        byte[] before = Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0];
        WorkspaceException told = refused(workspace::begin);
        assertThat(told).as("a refusal").isNotNull();
        assertThat(told.reason()).isEqualTo(reason);
        assertThat(told).hasMessageContaining(directory.toString()).hasMessageContainingAll(says);
        assertThat(Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0])
                .isEqualTo(before);
    }

    @Test
    void what_a_run_without_an_end_kept_is_there_for_the_next() {
        keepSome();
        try (WorkspaceSession session = workspace().resuming().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips of anna");
            assertThat(find(session, Artefact.EMBEDDINGS, "b")).contains("tractors of boris");
            assertThat(find(session, Artefact.EMBEDDINGS, "a")).isEmpty();
        }
    }

    @Test
    void the_last_value_of_a_key_counts() {
        keepSome();
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "roses");
            session.commit();
            assertThat(find(session, Artefact.FACETS, "a")).contains("roses");
        }
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("roses");
        }
    }

    @Test
    void what_was_not_committed_is_not_there() {
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_run_that_came_to_its_end_leaves_nothing_unless_it_is_to_be_retained() {
        keepSome();
        try (WorkspaceSession session = workspace().begin()) {
            session.finish();
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void what_is_retained_outlasts_the_end_of_a_run() {
        try (WorkspaceSession session = workspace().retain(Duration.ofDays(3)).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
            session.finish();
        }
        try (WorkspaceSession session = later(Duration.ofDays(2)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
        try (WorkspaceSession session = later(Duration.ofDays(3)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
        assertThat(log()).doesNotExist();
    }

    private Workspace later(Duration time) {
        return workspace().clock(InstantSource.fixed(NOW.plus(time)));
    }

    @ParameterizedTest
    @MethodSource("forEver")
    void what_is_kept_for_ever_is_there_ever_after(Duration forEver) {
        try (WorkspaceSession session = workspace().retain(forEver).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session =
                later(Duration.ofDays(40_000)).retain(forEver).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
    }

    static List<Duration> forEver() {
        return List.of(Duration.ofMillis(Long.MAX_VALUE), ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void each_kind_can_be_kept_for_a_time_of_its_own() {
        Workspace some = workspace().retain(Artefact.EMBEDDINGS, Duration.ofDays(3));
        try (WorkspaceSession session = some.begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            keep(session, Artefact.EMBEDDINGS, ANNA, "a", "vector");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session = some.begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
            assertThat(find(session, Artefact.EMBEDDINGS, "a")).contains("vector");
        }
    }

    @Test
    void a_shorter_time_holds_for_what_is_there_already() {
        try (WorkspaceSession session = workspace().retain(Duration.ofDays(30)).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            session.finish();
        }
        try (WorkspaceSession session =
                later(Duration.ofDays(2)).retain(Duration.ofDays(1)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void what_a_dead_run_left_waits_for_a_week() {
        keepSome();
        try (WorkspaceSession session = later(Duration.ofDays(6)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isPresent();
        }
        try (WorkspaceSession session = later(Duration.ofDays(7)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void nothing_readable_stands_on_the_disk() throws IOException {
        keepSome();
        String bytes = Files.readString(log(), StandardCharsets.ISO_8859_1);
        assertThat(bytes).hasSizeGreaterThan(12_000).doesNotContain("tulips", "tractors", "anna", "boris");
        assertThat(new String("tulips of anna".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1))
                .contains("tulips");
    }

    @Test
    void without_a_key_nothing_is_left_at_the_end_and_nothing_can_be_retained_or_resumed() throws IOException {
        Workspace ephemeral = Workspace.at(directory);
        try (WorkspaceSession session = ephemeral.begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
        assertThat(log()).doesNotExist();
        assertRefused(ephemeral.resuming(), Reason.NO_KEY, "key(…)");
        assertRefused(ephemeral.retain(Duration.ofDays(1)), Reason.NO_KEY, "key(…)");
    }

    /** What a killed run without a key has left has a key that is gone. */
    @Test
    void the_rest_of_an_ephemeral_run_is_replaced() throws IOException {
        byte[] left;
        try (WorkspaceSession session = Workspace.at(directory).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            left = Files.readAllBytes(log());
        }
        Files.write(log(), left);
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
    }

    @Test
    void what_is_sealed_with_a_key_is_neither_opened_nor_wiped_without_one() throws IOException {
        keepSome();
        assertRefused(Workspace.at(directory), Reason.NO_KEY, "sealed with a key");
    }

    @Test
    void another_key_opens_nothing_and_harms_nothing() throws IOException {
        keepSome();
        assertRefused(Workspace.at(directory).key(key(2)), Reason.WRONG_KEY, "another key");
        assertThat(refused(() -> Workspace.at(directory).key(key(2)).forget("anna"))
                        .reason())
                .isEqualTo(Reason.WRONG_KEY);
        what_can_be_found_is_still_there();
    }

    private void what_can_be_found_is_still_there() {
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips of anna");
            assertThat(find(session, Artefact.EMBEDDINGS, "b")).contains("tractors of boris");
        }
    }

    @Test
    void two_at_a_time_are_refused() throws IOException {
        try (WorkspaceSession session = workspace().begin()) {
            assertRefused(workspace(), Reason.IN_USE, "another run or process");
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
        }
        workspace().begin().close();
    }

    @Test
    void a_refused_second_opening_leaves_other_processes_out() throws Exception {
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(refused(() -> workspace().begin()).reason()).isEqualTo(Reason.IN_USE);

            assertThat(openedElsewhere()).isEqualTo("IN_USE");
            assertThat(find(session, Artefact.FACETS, "a")).isEmpty();
        }
        assertThat(openedElsewhere()).isEqualTo("opened");
    }

    private String openedElsewhere() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        directory.toString())
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as("%s", said).isZero();
        return said.strip();
    }

    /** Another process that opens a workspace. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try {
                Workspace.at(Path.of(arguments[0])).key(key(1)).begin().close();
                System.out.println("opened");
            } catch (WorkspaceException e) {
                System.out.println(e.reason());
            }
        }
    }

    @Test
    void a_link_to_a_workspace_is_the_workspace() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        try (WorkspaceSession session = Workspace.at(link).key(key(1)).begin()) {
            assertThat(refused(() -> Workspace.at(real).key(key(1)).begin()).reason())
                    .isEqualTo(Reason.IN_USE);
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
        }
        try (WorkspaceSession session = Workspace.at(real).key(key(1)).begin()) {
            assertThat(find(session, Artefact.FACETS, "a")).contains("tulips");
        }
    }

    @Test
    void nothing_to_resume_is_told_before_the_start() throws IOException {
        assertRefused(workspace().resuming(), Reason.NOTHING_TO_RESUME, "nothing of an earlier run");
    }

    @Test
    void a_file_of_a_newer_format_is_left_alone() throws IOException {
        keepSome();
        byte[] bytes = Files.readAllBytes(log());
        ByteBuffer.wrap(bytes).putInt(8, 2);
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, 108);
        ByteBuffer.wrap(bytes).putInt(108, (int) sum.getValue());
        Files.write(log(), bytes);
        assertRefused(workspace(), Reason.NEWER_FORMAT, "format is 2", "up to 1");
    }

    @Test
    void a_file_that_is_none_of_a_workspace_is_left_alone() throws IOException {
        Files.write(log(), new byte[100_000]);
        assertRefused(workspace(), Reason.DAMAGED, "expected the header of a workspace");
        Files.write(log(), new byte[100]);
        assertRefused(workspace(), Reason.DAMAGED, "truncated", "found 100");
    }

    @Test
    void a_file_cut_anywhere_before_its_last_commit_is_refused() throws IOException {
        keepSome();
        byte[] whole = Files.readAllBytes(log());
        for (int length = 0; length < whole.length; length += length < 12_288 ? 1023 : 1) {
            Files.write(log(), Arrays.copyOf(whole, length));
            assertRefused(workspace(), Reason.DAMAGED, "truncated", "Nothing was changed");
        }
        Files.write(log(), whole);
        what_can_be_found_is_still_there();
    }

    @Test
    void a_change_of_any_byte_of_a_record_is_noticed() throws IOException {
        keepSome();
        byte[] whole = Files.readAllBytes(log());
        for (int at = 12_288; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(log(), changed);
            assertRefused(workspace(), Reason.DAMAGED, "truncated or was changed");
        }
    }

    @Test
    void a_change_of_any_byte_of_the_header_is_noticed() throws IOException {
        keepSome();
        byte[] whole = Files.readAllBytes(log());
        for (int at = 0; at < 112; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(log(), changed);
            WorkspaceException told = refused(() -> workspace().begin());
            assertThat(told).as("byte %s", at).isNotNull();
            assertThat(told.reason()).isIn(Reason.DAMAGED, Reason.NEWER_FORMAT);
        }
    }

    @Test
    void records_that_were_swapped_or_come_from_elsewhere_are_noticed() throws IOException {
        try (WorkspaceSession session = workspace().begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "same length 1");
            session.commit();
            keep(session, Artefact.FACETS, ANNA, "b", "same length 2");
            session.commit();
        }
        byte[] whole = Files.readAllBytes(log());
        int half = (whole.length - 12_288) / 2;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 12_288, swapped, 12_288 + half, half);
        System.arraycopy(whole, 12_288 + half, swapped, 12_288, half);
        Files.write(log(), swapped);
        assertRefused(workspace(), Reason.DAMAGED, "changed");
    }

    /** A crash leaves part of what was about to be committed. */
    @Test
    void what_stands_behind_the_last_commit_is_dropped() throws IOException {
        keepSome();
        byte[] whole = Files.readAllBytes(log());
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[] {0, 0, 0, 90, 1, 2, 3});
        }
        what_can_be_found_is_still_there();
        assertThat(Files.readAllBytes(log())).isEqualTo(whole);
    }

    @Test
    void a_file_that_a_crash_left_half_written_anew_is_dropped() throws IOException {
        keepSome();
        Files.write(directory.resolve("clio-workspace.new"), new byte[20_000]);
        what_can_be_found_is_still_there();
        assertThat(directory.resolve("clio-workspace.new")).doesNotExist();
    }

    @Test
    void a_commit_is_not_broken_by_an_interruption() {
        Thread.currentThread().interrupt();
        keepSome();
        assertThat(workspace().forget("anna")).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        try (WorkspaceSession session = workspace().begin()) {
            assertThat(find(session, Artefact.EMBEDDINGS, "b")).contains("tractors of boris");
        }
    }

    @Test
    void forgetting_a_user_removes_what_he_owns_alone_or_with_others_and_nothing_else() {
        try (WorkspaceSession session = workspace().begin()) {
            for (Artefact kind : Artefact.values()) {
                keep(session, kind, ANNA, "a", "anna");
                keep(session, kind, BORIS, "b", "boris");
                keep(session, kind, Subject.unknown(), "n", "nobody");
                session.put(
                        kind,
                        session.key(kind, "ab"),
                        List.of(session.owner(BORIS), session.owner(ANNA)),
                        "anna".getBytes(StandardCharsets.UTF_8));
            }
            session.commit();
        }
        assertThat(workspace().forget("anna")).isEqualTo(2 * Artefact.values().length);
        assertThat(workspace().forget("anna")).isZero();
        try (WorkspaceReader reader = workspace().read(grant())) {
            for (Artefact kind : Artefact.values()) {
                List<String> left = new ArrayList<>();
                reader.read(kind, value -> left.add(new String(value, StandardCharsets.UTF_8)));
                assertThat(left).containsExactly("boris", "nobody");
            }
        }
    }

    /** Not even whoever has the key and the old blocks of the disk can read what was forgotten. */
    @Test
    void the_file_of_before_is_shredded_when_a_user_is_forgotten() throws IOException {
        keepSome();
        Path link = directory.resolve("still-the-old-blocks");
        Files.createLink(link, log());
        workspace().forget("anna");
        assertThat(Files.size(link)).isGreaterThan(12_288);
        assertThat(Arrays.copyOf(Files.readAllBytes(link), 12_288)).containsOnly(0);
    }

    /**
     * What a crash between the two would leave: the file is gone before its header is, so that it never looks damaged.
     */
    @Test
    void a_close_that_gets_no_further_than_removing_the_file_does_not_damage_it() throws IOException {
        Path aside = directory.resolve("aside");
        WorkspaceSession session = workspace().begin();
        Files.move(log(), aside);
        Path inTheWay = Files.createFile(Files.createDirectory(log()).resolve("in the way"));
        assertThat(refused(session::close).reason()).isEqualTo(Reason.DISK);

        Files.delete(inTheWay);
        Files.move(aside, log(), StandardCopyOption.REPLACE_EXISTING);
        workspace().begin().close();
        assertThat(log()).doesNotExist();
    }

    @Test
    void the_file_is_shredded_at_the_end_of_an_ephemeral_run() throws IOException {
        Path link = directory.resolve("still-the-old-blocks");
        try (WorkspaceSession session = Workspace.at(directory).begin()) {
            keep(session, Artefact.FACETS, ANNA, "a", "tulips");
            session.commit();
            Files.createLink(link, log());
        }
        assertThat(log()).doesNotExist();
        assertThat(Arrays.copyOf(Files.readAllBytes(link), 12_288)).containsOnly(0);
    }

    @Test
    void wiping_leaves_nothing() {
        keepSome();
        workspace().wipe();
        assertThat(log()).doesNotExist();
    }

    private static AccessGrant grant() {
        return new AccessGrant("Rosa", "incident 7", NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void opening_and_every_reading_stand_in_the_access_log() throws IOException {
        keepSome();
        List<String> read = new ArrayList<>();
        try (WorkspaceReader reader = workspace().read(grant())) {
            assertThat(reader.count(Artefact.FACETS)).isEqualTo(1);
            reader.read(Artefact.FACETS, value -> read.add(new String(value, StandardCharsets.UTF_8)));
        }
        assertThat(read).containsExactly("tulips of anna");
        assertThat(Files.readAllLines(directory.resolve(AccessLog.NAME)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("open", "Rosa", "incident 7", "2026-03-01T01:00:00Z"),
                        line -> assertThat(line).contains("count FACETS", "Rosa"),
                        line -> assertThat(line).contains("read FACETS", "Rosa"));
        assertThat(workspace().verifyAccessLog().lines()).isEqualTo(3);
    }

    @Test
    void a_grant_that_has_ended_opens_nothing() {
        keepSome();
        WorkspaceException told = refused(() -> workspace().read(new AccessGrant("Rosa", "late", NOW)));
        assertThat(told.reason()).isEqualTo(Reason.EXPIRED_GRANT);
        what_can_be_found_is_still_there();
    }

    @Test
    void a_grant_says_who_and_why_in_one_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant(" ", "why", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant("who", "a\tb", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessGrant("who", "a\nb", NOW));
    }

    private List<String> threeLines() throws IOException {
        keepSome();
        try (WorkspaceReader reader = workspace().read(grant())) {
            reader.count(Artefact.FACETS);
            reader.count(Artefact.EMBEDDINGS);
        }
        return Files.readAllLines(directory.resolve(AccessLog.NAME));
    }

    private void assertLogRefused(List<String> lines, String says) throws IOException {
        Path log = directory.resolve(AccessLog.NAME);
        Files.write(log, lines);
        WorkspaceException told = refused(() -> AccessLog.verify(log));
        assertThat(told).hasMessageContaining(says);
        assertThat(told.reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void a_line_of_the_access_log_that_was_changed_removed_or_moved_is_found() throws IOException {
        List<String> lines = threeLines();
        assertThat(AccessLog.verify(directory.resolve(AccessLog.NAME)).lines()).isEqualTo(3);
        assertLogRefused(List.of(lines.get(0).replace("Rosa", "Rita"), lines.get(1), lines.get(2)), "line 1");
        assertLogRefused(List.of(lines.get(0), lines.get(2)), "line 2");
        assertLogRefused(List.of(lines.get(1), lines.get(2)), "line 1");
        assertLogRefused(List.of(lines.get(0), lines.get(2), lines.get(1)), "line 2");
    }

    @Test
    void an_access_log_that_was_cut_off_or_removed_is_found_by_its_sealed_head() throws IOException {
        List<String> lines = threeLines();
        Path log = directory.resolve(AccessLog.NAME);
        Files.write(log, lines.subList(0, 2));
        assertThat(AccessLog.verify(log).lines()).isEqualTo(2);
        assertThat(refused(() -> workspace().verifyAccessLog())).hasMessageContaining("at least the 3 lines");
        Files.delete(log);
        assertThat(refused(() -> workspace().verifyAccessLog())).hasMessageContaining("at least the 3 lines");
    }

    @Test
    void the_head_of_the_access_log_outlasts_a_wipe() throws IOException {
        threeLines();
        workspace().wipe();
        assertThat(workspace().verifyAccessLog().lines()).isEqualTo(3);
        Files.delete(directory.resolve(AccessLog.NAME));
        assertThat(refused(() -> workspace().verifyAccessLog())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Artefact.class)
    void keys_of_two_kinds_or_of_parts_that_run_into_one_differ(Artefact kind) {
        try (WorkspaceSession session = workspace().begin()) {
            List<Fingerprint> keys = List.of(
                    session.key(kind, "ab", "c"),
                    session.key(kind, "a", "bc"),
                    session.key(kind, "abc"),
                    session.key(kind, "abc", ""),
                    session.key(kind == Artefact.FACETS ? Artefact.ANSWERS : Artefact.FACETS, "ab", "c"));
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    void setting_a_thing_twice_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> workspace().key(key(2)));
        Workspace retained = workspace().retain(Duration.ofDays(1)).retain(Artefact.FACETS, Duration.ofDays(2));
        assertThatIllegalStateException().isThrownBy(() -> retained.retain(Duration.ofDays(2)));
        assertThatIllegalStateException().isThrownBy(() -> retained.retain(Artefact.FACETS, Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> workspace().retain(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workspace.at(directory).key(new SecretKeySpec(new byte[16], "AES")));
    }

    @Test
    void nothing_of_the_key_or_of_a_user_prints() {
        try (WorkspaceSession session = workspace().begin()) {
            assertThat((workspace() + " " + session.owner(ANNA)).replace(directory.toString(), ""))
                    .doesNotContain("anna")
                    .doesNotContainPattern("[0-9a-f]{12}");
        }
    }
}
