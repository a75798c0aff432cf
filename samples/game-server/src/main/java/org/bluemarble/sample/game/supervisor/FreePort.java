package org.bluemarble.sample.game.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.bluemarble.sample.game.start.CannotStartException;

/** Finds a port that a server can come back to. */
public final class FreePort {
    // Below 32768, where Linux begins to hand out ports to clients: a bot that retries a dead server's port could be
    // given that very port, connect to itself, and keep the next incarnation out.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * {@return a port on the loopback address that nobody listens on now}
     *
     * @throws CannotStartException if none was found
     */
    public static int pick() throws CannotStartException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new CannotStartException("no port between " + LOWEST + " and " + HIGHEST + " was free in " + TRIES
                + " tries; name one with --port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
