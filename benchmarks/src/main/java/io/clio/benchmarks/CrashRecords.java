package io.clio.benchmarks;

import io.clio.conversation.Subject;
import io.clio.workspace.Artefact;
import io.clio.workspace.Workspace;
import io.clio.workspace.WorkspaceSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** The numbered records of {@link WorkspaceCrash}: what stands in each follows from its number. */
final class CrashRecords {
    /** Stands in every record, several times. */
    static final String CANARY = "the quick canary sings";
    /** One record in so many belongs to the user who is forgotten now and then. */
    private static final int VICTIMS = 5;

    private static final List<Artefact> KINDS = List.of(Artefact.FACETS, Artefact.EMBEDDINGS, Artefact.ANSWERS);
    /** Some are small, some larger than a block of a disk. */
    private static final int LONGEST = 300;

    private CrashRecords() {}

    static Workspace workspace(Path directory) {
        return Workspace.at(directory)
                .key(new SecretKeySpec("a key of exactly thirty-two byte".getBytes(StandardCharsets.US_ASCII), "AES"))
                .retain(Duration.ofDays(1));
    }

    static String value(int number) {
        return (CANARY + " " + number + ".").repeat(1 + number * 7919 % LONGEST);
    }

    static boolean isVictims(int number) {
        return number % VICTIMS == 0;
    }

    /** The user of all records that are forgotten together. */
    static String victim() {
        return "victim-of-" + CANARY.replace(' ', '-');
    }

    static Artefact kind(int number) {
        return KINDS.get(number % KINDS.size());
    }

    static String key(int number) {
        return CANARY + " key " + number;
    }

    static void put(WorkspaceSession session, int number) {
        Subject owner = Subject.ofUser(isVictims(number) ? victim() : "user-" + number);
        session.put(
                kind(number),
                session.key(kind(number), key(number)),
                List.of(session.owner(owner)),
                value(number).getBytes(StandardCharsets.UTF_8));
    }

    /** The value that is found, or nothing. */
    static String find(WorkspaceSession session, int number) {
        return session.get(session.key(kind(number), key(number)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
