package org.bluemarble.chaos.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** So many connections to a server that is run in one way, and what is measured of them. */
final class Crowd {

    /** A proxy that is not there after so long does not come. */
    private static final long PROXY_STARTS_MILLIS = 10_000;

    /** After so long, every connection has a message on the way. */
    private static final long UNDER_WAY_MILLIS = 500;

    private final String name;
    private final int connections;
    private @Nullable Path agent;
    private @Nullable String rule;
    private @Nullable String sleep;
    private @Nullable String proxy;

    Crowd(String name, int connections) {
        this.name = name;
        this.connections = connections;
    }

    Crowd under(Path jar) {
        agent = jar;
        return this;
    }

    Crowd armed(String line) {
        rule = line;
        return this;
    }

    /** Has the server sleep; see {@link SleepingHandler}. */
    Crowd sleeping(String words) {
        sleep = words;
        return this;
    }

    /** Sends everything through a process of this command line. */
    Crowd through(String command) {
        proxy = command;
        return this;
    }

    void measure(Connections asked) throws IOException, InterruptedException {
        try (ChildJvm server = ChildJvm.start(
                agent,
                EchoServer.class,
                asked.transport(),
                Integer.toString(asked.loops()),
                sleep == null ? "awake" : EchoServer.SLEEP)) {
            int port = Integer.parseInt(server.awaitLine(EchoServer.PORT));
            if (proxy == null) {
                measure(asked, server, port);
                return;
            }
            int listening = freePort();
            Process between = start(proxy, listening, port);
            try {
                awaitListening(between, listening);
                measure(asked, server, listening);
            } finally {
                between.descendants().forEach(ProcessHandle::destroy);
                between.destroy();
                between.waitFor();
            }
        }
    }

    private void measure(Connections asked, ChildJvm server, int port) throws IOException, InterruptedException {
        MemoryUse empty = MemoryUse.parse(server.ask(EchoServer.MEMORY, "empty"));
        long start = System.nanoTime();
        try (PacedLoad load = new PacedLoad(port, connections, -1)) {
            System.out.printf(Locale.ROOT, "  connected in %.1f s%n", (System.nanoTime() - start) / 1e9);
            if (rule != null) {
                server.ask(EchoServer.ARM, rule);
            }
            if (sleep != null) {
                server.ask(EchoServer.SLEEP, sleep);
            }
            load.play(asked.warmUpMillis(), asked.periodMillis());
            server.ask(EchoServer.LATENESS, "of the warm-up");
            show("paced", load.play(asked.millis(), asked.periodMillis()));
            showLateness(server);
            if (sleep != null) {
                return;
            }
            load.settle(asked.millis());
            show(
                    "memory of each, idle",
                    MemoryUse.parse(server.ask(EchoServer.MEMORY, "idle")).since(empty));
            load.play(asked.warmUpMillis(), 0);
            server.ask(EchoServer.LATENESS, "of the warm-up");
            show("at once", load.play(asked.millis(), 0));
            showLateness(server);
            load.start(0);
            TimeUnit.MILLISECONDS.sleep(UNDER_WAY_MILLIS);
            show(
                    "memory of each, busy",
                    MemoryUse.parse(server.ask(EchoServer.MEMORY, "busy")).since(empty));
            load.stop();
        }
    }

    private static void show(String what, PacedLoad.Played played) {
        System.out.printf(
                Locale.ROOT,
                "  %-22s %8.0f messages/s, %d waiting at the end; round trip in ms: %s%n",
                what,
                played.perSecond(),
                played.unanswered(),
                played.answered() == 0
                        ? "no message came back"
                        : played.roundTripMillis().tail("%.2f"));
    }

    private void showLateness(ChildJvm server) throws IOException {
        if (rule != null) {
            String[] late = server.ask(EchoServer.LATENESS, "measured").split(" ", -1);
            System.out.printf(
                    "  %-22s %s delays, in microseconds: median %s, 99th percentile %s, highest %s%n",
                    "  later than drawn", late[0], late[1], late[2], late[3]);
        }
    }

    private void show(String what, MemoryUse use) {
        System.out.printf(
                Locale.ROOT,
                "  %-22s heap %.0f bytes, direct %.0f bytes%n",
                what,
                (double) use.heapBytes() / connections,
                (double) use.directBytes() / connections);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process start(String command, int listening, int target) throws IOException {
        List<String> words = Arrays.stream(command.split(" ", -1))
                .map(word -> word.replace("{listen}", Integer.toString(listening)))
                .map(word -> word.replace("{target}", Integer.toString(target)))
                .toList();
        return new ProcessBuilder(words).inheritIO().start();
    }

    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PROXY_STARTS_MILLIS);
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "--through was no proxy that listens at port " + port + "; see above", notYet);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    @Override
    public String toString() {
        return name + ", " + connections + " connections";
    }
}
