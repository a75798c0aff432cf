package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on 127.0.0.1 that a server can keep across restarts. */
final class LoopbackPort {
    // Below 32768, where Linux begins to hand out ports for outgoing connections. A client that retries a dead
    // server on a port of that range can be given the very same port and connect to itself; the restarted server
    // would then find its port taken.
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private LoopbackPort() {}

    static int pick() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServerException("no free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1 was found in "
                + TRIES + " tries; give a port that is free");
    }

    /** {@return 127.0.0.1, even where Java prefers IPv6 and would take ::1} */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static int requireFree(int port) {
        if (!isFree(port)) {
            throw new ServerException("port was " + port
                    + " but must be free on 127.0.0.1; something else listens there: choose another, or 0 for any");
        }
        return port;
    }

    static int requireValid(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port was " + port + " but must lie between 0 and 65535; 0 takes any free one");
        }
        return port;
    }
}
