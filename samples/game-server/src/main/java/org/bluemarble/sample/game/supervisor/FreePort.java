package org.bluemarble.sample.game.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
     * {@return different ports on the loopback address that nobody listens on now}
     *
     * @throws CannotStartException if too few were found
     */
    public static List<Integer> pick(int count) throws CannotStartException {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int attempt = 0; ports.size() < count; attempt++) {
            if (attempt == TRIES) {
                throw noneFree();
            }
            ports.add(pick());
        }
        return List.copyOf(ports);
    }

    static int pick() throws CannotStartException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw noneFree();
    }

    private static CannotStartException noneFree() {
        return new CannotStartException("no port between " + LOWEST + " and " + HIGHEST + " was free in " + TRIES
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
