package io.clio.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.workspace.WorkspaceException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Other keys, other processes, damage: nothing is opened wrongly, and nothing stored is lost. */
class WorkspaceDamageTest extends InWorkspace {
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

    @Test
    void a_file_in_place_of_the_folder_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a workspace");

        assertRefused(Workspace.at(file).key(key(1)), Reason.DISK, "expected a folder, found a file");

        assertThat(file).hasContent("not a workspace");
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
}
