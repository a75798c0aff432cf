package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between one client and a server, and can be cut: what a real broken connection is compared with. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private volatile Socket client = new Socket();
    private volatile Socket server = new Socket();

    private TcpRelay(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static TcpRelay to(int port) throws IOException {
        TcpRelay relay = new TcpRelay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), port);
        Thread thread = new Thread(relay::acceptOne, "relay");
        thread.setDaemon(true);
        thread.start();
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptOne() {
        try {
            client = listener.accept();
            server = new Socket(InetAddress.getLoopbackAddress(), target);
            Thread back = new Thread(() -> copy(server, client), "relay-back");
            back.setDaemon(true);
            back.start();
            copy(client, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            return;
        }
    }

    /** Breaks both sides with a reset. */
    void cut() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
        server.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        client.close();
        server.close();
    }
}
