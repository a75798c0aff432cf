package org.bluemarble.sample.game;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.bluemarble.sample.game.server.GameServer;
import org.bluemarble.sample.game.start.CommandLines;
import org.bluemarble.sample.game.start.Leash;
import org.bluemarble.sample.game.start.ReadyLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one shard until it is told to stop. Prints one {@link ReadyLine} when players can come. */
@Command(
        name = "game-server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a small MMO shard on the loopback address.",
        footer = {"", "Example: game-server --server correct --port 7777 --jdbc-url jdbc:postgresql://127.0.0.1/game"})
public final class GameServerMain implements Callable<Integer> {
    @Mixin
    private DatabaseChoice databaseChoice = new DatabaseChoice();

    @Mixin
    private GameServerOptions options = new GameServerOptions();

    @Option(names = "--leashed", description = "stop when standard input ends, that is when the starter is gone")
    private boolean isLeashed;

    GameServerMain() {}

    /**
     * Runs the command; see {@code --help}.
     *
     * @param args options
     */
    public static void main(String[] args) {
        System.exit(CommandLines.run(new GameServerMain(), args));
    }

    @Override
    public Integer call() throws Exception {
        options.requireValid();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        if (isLeashed) {
            Leash.hold(line -> {}, stop::countDown);
        }
        try (DatabaseChoice.Database database = databaseChoice.open();
                GameServer server = GameServer.start(options.settings(database.url()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
            System.out.println(new ReadyLine(
                    server.port(), server.metricsPort(), ProcessHandle.current().pid()));
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** Holds the JVM's end up until the server has closed: players get their answers, the database its rollbacks. */
    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
