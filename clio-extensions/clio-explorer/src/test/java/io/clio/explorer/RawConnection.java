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
        socket.setReceiveBufferSize(4_096);
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

    /** Reads so many bytes with a pause after each. */
    void sip(int bytes, long pause) throws IOException, InterruptedException {
        for (int i = 0; i < bytes; i++) {
            socket.getInputStream().read();
            Thread.sleep(pause);
        }
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
