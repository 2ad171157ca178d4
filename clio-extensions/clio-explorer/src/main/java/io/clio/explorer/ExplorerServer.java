package io.clio.explorer;

import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.Authenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An explorer that is being served: {@link Explorer#serve} starts one. It keeps the process alive until it is closed.
 * Thread-safe.
 */
public final class ExplorerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExplorerServer.class);
    private static final int THREADS = 64;
    private static final int HEADER_BYTES = 8_192;
    private static final int WAITING = 1_024;

    private final Server server;
    private final URI address;
    private final @Nullable AccessLog log;
    private final @Nullable String token;

    private ExplorerServer(Server server, URI address, @Nullable AccessLog log, @Nullable String token) {
        this.server = server;
        this.address = address;
        this.log = log;
        this.token = token;
    }

    static ExplorerServer start(Runs runs, Authenticator authenticator, ServerOptions options, @Nullable String token)
            throws IOException {
        AccessLog log = log(options);
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = connector(server, options);
        Deadlines deadlines = new Deadlines(options.answerTime(), connector.getScheduler());
        connector.addEventListener(deadlines);
        server.addBean(new NetworkConnectionLimit(options.connections(), connector));
        server.setErrorHandler(ExplorerServer::error);
        Desk desk = new Desk(options.pages(runs), authenticator, options, log);
        server.setHandler(new Site(desk, deadlines, options.isBehindTls()));
        try {
            server.start();
        } catch (Exception e) {
            end(server, log);
            throw e instanceof IOException io ? io : new IOException("the server cannot be started", e);
        }
        URI address = address(options, connector.getLocalPort());
        LOG.info("serving at {}", address);
        if (!options.address().getAddress().isLoopbackAddress()) {
            LOG.warn("listening beyond the loopback address, without TLS: a proxy with TLS belongs before this");
        }
        if (log != null) {
            LOG.info("the head of the access log is {}", log.head());
        }
        return new ExplorerServer(server, address, log, token);
    }

    private static @Nullable AccessLog log(ServerOptions options) throws IOException {
        Path file = options.log();
        SecretKey key = options.logKey();
        return file == null || key == null ? null : AccessLog.open(file, key, options.clock());
    }

    private static ServerConnector connector(Server server, ServerOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.address().getAddress().getHostAddress());
        connector.setPort(options.address().getPort());
        connector.setIdleTimeout(options.answerTime().toMillis());
        connector.setAcceptQueueSize(WAITING);
        server.addConnector(connector);
        return connector;
    }

    private static URI address(ServerOptions options, int port) {
        InetAddress host = options.address().getAddress();
        String name = host.getHostAddress().replace("%", "%25");
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/");
    }

    /** What Jetty refuses by itself is answered like everything else, and repeats nothing of the request. */
    private static boolean error(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Site.send(Answer.plain(status, HttpStatus.getMessage(status)), response, callback);
        return true;
    }

    /**
     * Where the list of runs is.
     *
     * @return an address for a browser
     */
    public URI address() {
        return address;
    }

    /**
     * The token that opens this server, if it made one for itself: by {@link Explorer#serve(io.clio.release.Insights)}.
     *
     * @return the token, to be entered on the page
     */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /**
     * Where the access log ends now. Kept elsewhere, it shows later that nothing was cut off.
     *
     * @return the head; nothing if there is no log
     */
    public Optional<AccessLog.Head> accessLogHead() {
        return Optional.ofNullable(log).map(AccessLog::head);
    }

    /**
     * Waits until the server is closed.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Ends all connections, and then the access log, whose head is said in the process's log. */
    @Override
    public void close() throws IOException {
        end(server, log);
    }

    private static void end(Server server, @Nullable AccessLog log) throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server did not stop", e);
        } finally {
            if (log != null) {
                log.close();
                LOG.info("the head of the access log is {}", log.head());
            }
        }
    }
}
