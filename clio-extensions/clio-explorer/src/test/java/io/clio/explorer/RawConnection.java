package io.clio.explorer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which anything can be sent, and at any pace. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    private final Socket socket = new Socket();

    RawConnection(URI server) throws IOException {
        socket.setReceiveBufferSize(1 << 16);
        socket.setSoTimeout(PATIENCE);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All that comes until the server ends the connection. */
    String rest() throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(got);
        } catch (SocketException e) {
            // ended without ceremony
        }
        return got.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads a few bytes now and then, so that the other end is never idle for long; returns how many came. */
    int sip(int times, int bytes, long pause) throws IOException, InterruptedException {
        int got = 0;
        for (int i = 0; i < times; i++) {
            try {
                got += socket.getInputStream().readNBytes(bytes).length;
            } catch (SocketException e) {
                return got;
            }
            Thread.sleep(pause);
        }
        return got;
    }

    /** Sends a byte now and then; true if the server ended the connection before so many were sent. */
    boolean drips(char what, int bytes, long pause) throws InterruptedException {
        try {
            for (int i = 0; i < bytes; i++) {
                send(String.valueOf(what));
                Thread.sleep(pause);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
