package io.clio.explorer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.clio.explorer.access.BearerTokens;
import io.clio.explorer.access.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who logged in, by the hash of a random number that the browser keeps in a cookie. Gone with the process. A session
 * keeps the token that it was opened with, to be recognised again with each request: a token that is withdrawn ends its
 * sessions. Nothing here prints.
 */
final class Sessions {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Duration longest;
    private final Cache<String, Session> sessions;

    private record Session(String token, Instant until) {
        @Override
        public String toString() {
            return "Session[until=" + until + "]";
        }
    }

    Sessions(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(longest)
                .build();
    }

    /** Opens a session that ends when its time is over, or when the reader's own recognition does. */
    String open(Reader reader, String token) {
        String id = BearerTokens.newToken();
        Instant end = clock.instant().plus(longest);
        Instant until = end.isBefore(reader.until()) ? end : reader.until();
        sessions.put(BearerTokens.sha256(id), new Session(token, until));
        return id;
    }

    /** The token that a session was opened with. */
    Optional<String> token(String id) {
        return Optional.ofNullable(sessions.getIfPresent(BearerTokens.sha256(id)))
                .filter(session -> clock.instant().isBefore(session.until()))
                .map(Session::token);
    }

    void close(String id) {
        sessions.invalidate(BearerTokens.sha256(id));
    }
}
