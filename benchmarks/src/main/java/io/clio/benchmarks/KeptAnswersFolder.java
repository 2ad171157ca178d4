package io.clio.benchmarks;

import io.clio.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;

/** A workspace whose key lies beside it, for a measurement that takes long and may be stopped. */
final class KeptAnswersFolder {
    private static final int KEY_BYTES = 32;

    private KeptAnswersFolder() {}

    /** The workspace of a folder, made if it is not there; kept for a day. */
    static Workspace at(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("key");
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.write(file, key);
        }
        return Workspace.at(folder.resolve("workspace"))
                .key(new SecretKeySpec(Files.readAllBytes(file), "AES"))
                .retain(Duration.ofDays(1));
    }
}
