package io.clio.explorer.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link BearerTokens} of a file that is read again when it was changed. Thread-safe. */
final class TokenFile implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    /** A file of this age may change again without another time of change: clocks of file systems are coarse. */
    private static final Duration YOUNG = Duration.ofSeconds(2);

    private final Path file;
    private final Clock clock;
    private @Nullable State read;
    private BearerTokens tokens;
    private String said = "";

    /** By which a change is noticed. */
    private record State(
            FileTime modified, long bytes, @Nullable Object key) {
        static State of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.lastModifiedTime(), now.size(), now.fileKey());
        }

        boolean isSettled() {
            return modified.toInstant().isBefore(Instant.now().minus(YOUNG));
        }
    }

    private TokenFile(Path file, Clock clock, BearerTokens tokens) {
        this.file = file;
        this.clock = clock;
        this.tokens = tokens;
    }

    static TokenFile of(Path file, Clock clock) throws IOException {
        return new TokenFile(file, clock, BearerTokens.read(file, clock));
    }

    @Override
    public Optional<Reader> authenticate(RequestFacts request) {
        return tokens().authenticate(request);
    }

    private synchronized BearerTokens tokens() {
        try {
            State now = State.of(file);
            if (!now.equals(read)) {
                tokens = BearerTokens.read(file, clock);
                read = now.isSettled() ? now : null;
                said = "";
            }
        } catch (IOException | IllegalArgumentException e) {
            tokens = BearerTokens.none(clock);
            read = null;
            say(e.toString());
        }
        return tokens;
    }

    /** Once for each reason, and not with each request. */
    private void say(String reason) {
        if (!reason.equals(said)) {
            LOG.error("nobody is recognised until the file of tokens is as it should be: {}", reason);
            said = reason;
        }
    }

    @Override
    public boolean takesTokens() {
        return true;
    }
}
