package org.bluemarble.chaos.netty;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A player's client on a plain socket: what it sees is what came over the wire. */
final class LineClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final BufferedReader reader;

    LineClient(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Logs in, and waits for the answer. */
    LineClient login(String player) throws IOException {
        if (!ask("login " + player).equals("login " + player)) {
            throw new IOException("the login of " + player + " was not answered");
        }
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** {@return the next line; null at the end of the stream} */
    String read() throws IOException {
        return reader.readLine();
    }

    /** {@return that many next characters, whatever they are: a corrupted one may well end a line} */
    String read(int characters) throws IOException {
        char[] read = new char[characters];
        for (int n = 0; n < characters; ) {
            int more = reader.read(read, n, characters - n);
            if (more < 0) {
                return new String(read, 0, n);
            }
            n += more;
        }
        return new String(read);
    }

    String ask(String line) throws IOException {
        send(line);
        return read();
    }

    /** Whether an answer is there already. */
    boolean hasAnswer() throws IOException {
        return reader.ready();
    }

    /** Ends the stream from this side, and still reads. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection with an RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
