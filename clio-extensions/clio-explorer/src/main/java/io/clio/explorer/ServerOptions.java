package io.clio.explorer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.clio.Embedders;
import io.clio.spi.Embedder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * How an explorer is served. Each method returns the same options; they are read once, when a server starts. Not
 * thread-safe.
 */
public final class ServerOptions {
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable Path log;
    private @Nullable SecretKey logKey;
    private int perReader = 240;
    private int perPeer = 6_000;
    private Duration answerTime = Duration.ofSeconds(60);
    private Duration sessionTime = Duration.ofHours(8);
    private int connections = 2_048;
    private boolean behindTls;
    private Set<String> reserved = Set.of("concern");
    private Embedder embedder = Embedders.hashing();
    private Clock clock = Clock.systemUTC();

    /** The defaults: a free port of the loopback address, no access log. */
    public ServerOptions() {}

    /**
     * Where to listen. The server speaks HTTP without TLS: on any other than a loopback address, or where others share
     * the machine, a reverse proxy with TLS belongs before it.
     *
     * @param where the address; port 0 is any free one
     * @return these options
     * @throws IllegalArgumentException if the address is a name that leads nowhere
     */
    @CanIgnoreReturnValue
    public ServerOptions at(InetSocketAddress where) {
        if (where.isUnresolved()) {
            throw new IllegalArgumentException(
                    where.getHostString() + ": expected the name of an address of this machine");
        }
        address = where;
        return this;
    }

    /**
     * Keeps an access log. A view whose line cannot be written is refused.
     *
     * @param file the log, which is added to if it is there
     * @param key 32 bytes, which {@link io.clio.explorer.access.AccessLog#verify} needs again
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions accessLog(Path file, SecretKey key) {
        log = file;
        logKey = key;
        return this;
    }

    /**
     * How many requests a minute one reader may make, and as many at once.
     *
     * @param requests 1 or more; 240 unless set
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions ratePerMinute(int requests) {
        perReader = atLeastOne(requests, "requests a minute");
        return this;
    }

    /**
     * How many requests a minute may come from one address before anybody is recognised; behind a proxy that is from
     * everybody.
     *
     * @param requests 1 or more; 6,000 unless set
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions peerRatePerMinute(int requests) {
        perPeer = atLeastOne(requests, "requests a minute");
        return this;
    }

    /**
     * How long a connection may take for one request, from when it was opened, or from its last answer, until the
     * answer was read to its end.
     *
     * @param time 100 milliseconds or more; a minute unless set
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions answerWithin(Duration time) {
        if (time.toMillis() < 100) {
            throw new IllegalArgumentException("expected 100 milliseconds or more for an answer, found " + time);
        }
        answerTime = time;
        return this;
    }

    /**
     * How long a login on the page holds, if the token does not end before.
     *
     * @param time more than nothing; eight hours unless set
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions sessionsFor(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("expected sessions of some time, found " + time);
        }
        sessionTime = time;
        return this;
    }

    /**
     * How many connections may be open at a time; further ones wait.
     *
     * @param most 1 or more; 2,048 unless set
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions connections(int most) {
        connections = atLeastOne(most, "connections");
        return this;
    }

    /**
     * Says that browsers reach the server through TLS alone, so that the cookie of a session is sent nowhere else.
     *
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions behindTls() {
        behindTls = true;
        return this;
    }

    /**
     * The facets that only {@link io.clio.explorer.access.Role#SAFETY} sees, instead of {@code concern}.
     *
     * @param facets their names, as in {@code insights.json}
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions reserve(String... facets) {
        reserved = Set.of(facets);
        return this;
    }

    /**
     * What lays out the map, instead of shared words.
     *
     * @param with asked for released titles and nothing else, by several threads; not closed
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions embedder(Embedder with) {
        embedder = with;
        return this;
    }

    /**
     * The time for sessions, rate limits and the access log, instead of the system's.
     *
     * @param time the clock
     * @return these options
     */
    @CanIgnoreReturnValue
    public ServerOptions clock(Clock time) {
        clock = time;
        return this;
    }

    InetSocketAddress address() {
        return address;
    }

    @Nullable
    Path log() {
        return log;
    }

    @Nullable
    SecretKey logKey() {
        return logKey;
    }

    RateLimit readers() {
        return new RateLimit(perReader, clock);
    }

    RateLimit peers() {
        return new RateLimit(perPeer, clock);
    }

    Sessions sessions() {
        return new Sessions(clock, sessionTime);
    }

    Pages pages(Runs runs) {
        return new Pages(runs, new Projection(reserved), embedder);
    }

    Duration answerTime() {
        return answerTime;
    }

    int connections() {
        return connections;
    }

    boolean isBehindTls() {
        return behindTls;
    }

    Clock clock() {
        return clock;
    }

    private static int atLeastOne(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 or more " + what + ", found " + number);
        }
        return number;
    }
}
