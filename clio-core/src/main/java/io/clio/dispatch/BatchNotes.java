package io.clio.dispatch;

import com.google.common.hash.HashCode;
import io.clio.workspace.Artefact;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace knows of batches: for each question in which batch and under which key its answer will be, and,
 * while a batch is handed over, how many questions are in it. Without a workspace nothing is known. Thread-safe.
 */
final class BatchNotes {
    private final Optional<WorkspaceSession> workspace;
    private final String model;

    /**
     * Notes about one model.
     *
     * @param workspace where they are kept, if anywhere
     * @param model the model's name
     */
    BatchNotes(Optional<WorkspaceSession> workspace, String model) {
        this.workspace = workspace;
        this.model = model;
    }

    /** Where an answer will be. */
    record Note(String batch, String item) {}

    /** Whether a later run can read them. */
    boolean outlast() {
        return workspace.map(WorkspaceSession::isResumable).orElse(false);
    }

    Optional<Note> find(HashCode question) {
        return workspace
                .flatMap(session -> session.get(key(session, question)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.indexOf(' ') > 0)
                .map(text -> new Note(text.substring(text.indexOf(' ') + 1), text.substring(0, text.indexOf(' '))));
    }

    /** How many questions an earlier run was handing over when it ended, if it was. */
    int doubtful() {
        return workspace
                .flatMap(session -> session.get(intent(session)))
                .filter(bytes -> bytes.length == Integer.BYTES)
                .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                .orElse(0);
    }

    /** Says on the disk that a batch is going to be handed over. */
    void intend(int questions) {
        workspace.ifPresent(session -> {
            put(session, questions);
            session.commit();
        });
    }

    /** Says on the disk that no batch is being handed over. */
    void none() {
        intend(0);
    }

    /** Says on the disk which batch was handed over; none is any more. */
    void handedOver(String batch, Collection<Batch.Item> items) {
        workspace.ifPresent(session -> {
            for (Batch.Item item : items) {
                session.put(
                        Artefact.BATCHES,
                        key(session, item.key()),
                        Answers.owners(session, item.about()),
                        (item.name() + " " + batch).getBytes(StandardCharsets.UTF_8));
            }
            put(session, 0);
            session.commit();
        });
    }

    private void put(WorkspaceSession session, int questions) {
        session.put(
                Artefact.BATCHES,
                intent(session),
                List.of(),
                ByteBuffer.allocate(Integer.BYTES).putInt(questions).array());
    }

    private static Fingerprint key(WorkspaceSession session, HashCode question) {
        return session.key(Artefact.BATCHES, question.toString());
    }

    private Fingerprint intent(WorkspaceSession session) {
        return session.key(Artefact.BATCHES, "handing over", model);
    }
}
