package io.clio.testkit.llm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An HTTP/1.1 server on loopback that can also do what a server should not: reset, hang, break off. It stands on plain
 * sockets, for neither a reset nor a caller that hangs up shows in the JDK's own server.
 *
 * <p>Connections are kept alive; every one has a thread. Safe for use by several threads.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int LONG_BODY = 1_000_000;
    private static final int BETWEEN_DRIPS_MILLIS = 20;

    /** Answers requests. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers a request. Called by several threads.
         *
         * @param request what came
         * @return what is sent back
         * @throws Exception if it cannot; the caller gets status 500 then
         */
        Reply answer(Received request) throws Exception;
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore waiting = new Semaphore(0);
    private final Semaphore givenUp = new Semaphore(0);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts a server on a free port.
     *
     * @param handler what answers
     * @throws IOException if there is no port to be had
     */
    public LoopbackServer(Handler handler) throws IOException {
        this.handler = handler;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    /**
     * Where it is.
     *
     * @return scheme, host and port, without a path
     */
    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /**
     * Waits until a caller has closed the connection on which it was kept waiting.
     *
     * @param seconds how long at most
     * @return whether one has; each is counted once
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitGivenUp(int seconds) throws InterruptedException {
        return givenUp.tryAcquire(seconds, TimeUnit.SECONDS);
    }

    /**
     * Waits until a caller is kept waiting, be it for the first byte or for a later one.
     *
     * @param seconds how long at most
     * @return whether one is; each is counted once
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitWaiting(int seconds) throws InterruptedException {
        return waiting.tryAcquire(seconds, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!closed.get()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or no more files to open: callers see a connection that fails.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more && !closed.get()) {
                Received request = read(in, socket.getOutputStream());
                more = send(answer(request), socket, in);
            }
        } catch (IOException e) {
            // The caller has gone, which is its right.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private Reply answer(Received request) throws InterruptedException {
        try {
            return handler.answer(request);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Reply.page(500, "the test's own handler failed: " + e);
        }
    }

    private static Received read(InputStream in, OutputStream out) throws IOException {
        String[] first = line(in).split(" ", -1);
        if (first.length != 3) {
            throw new EOFException("no request line");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        var request = new Received(first[0], first[1], headers, "");
        if (request.header("expect").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return new Received(first[0], first[1], headers, new String(body(request, in), StandardCharsets.UTF_8));
    }

    private static byte[] body(Received request, InputStream in) throws IOException {
        if (!request.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            String length = request.header("content-length");
            return exactly(length.isEmpty() ? 0 : Integer.parseInt(length), in);
        }
        var whole = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            whole.write(exactly(size, in));
            line(in);
        }
        line(in);
        return whole.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].trim(), 16);
    }

    private static byte[] exactly(int bytes, InputStream in) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("the caller hung up within its request");
        }
        return read;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the caller hung up");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends a reply and says whether the connection goes on. */
    private boolean send(Reply reply, Socket socket, InputStream in) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        switch (reply.delivery()) {
            case WHOLE -> {
                out.write(head(reply, body.length));
                out.write(body);
                out.flush();
            }
            case BROKEN_OFF -> half(reply, body, out);
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSED -> {
                // Nothing is what is sent.
            }
            case SILENCE, STALLED, DRIPPING -> keepWaiting(reply, body, out, in);
        }
        return reply.delivery() == Reply.Delivery.WHOLE;
    }

    private static void half(Reply reply, byte[] body, OutputStream out) throws IOException {
        out.write(head(reply, body.length));
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    /** Returns when the caller has closed the connection, which shows at the latest when one reads. */
    private void keepWaiting(Reply reply, byte[] body, OutputStream out, InputStream in) throws InterruptedException {
        try {
            if (reply.delivery() == Reply.Delivery.STALLED) {
                half(reply, body, out);
            }
            waiting.release();
            if (reply.delivery() == Reply.Delivery.DRIPPING) {
                out.write(head(reply, LONG_BODY));
                drip(out);
            }
            while (in.read() >= 0) {
                // A caller that waits says nothing.
            }
        } catch (IOException e) {
            // Gone.
        }
        if (!closed.get()) {
            givenUp.release();
        }
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            out.write(' ');
            out.flush();
            Thread.sleep(BETWEEN_DRIPS_MILLIS);
        }
    }

    private static byte[] head(Reply reply, int length) {
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " Status\r\nContent-Length: " + length + "\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Closes all connections; callers that wait see theirs break. */
    @Override
    public void close() {
        closed.set(true);
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // A socket that cannot be closed goes with its thread.
        }
        threads.shutdownNow();
    }
}
