package org.bluemarble.sample.game;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.game.bots.Bots;
import org.bluemarble.sample.game.bots.BotsSettings;
import org.bluemarble.sample.game.server.ServerSettings;
import org.bluemarble.sample.game.start.CommandLines;
import org.bluemarble.sample.game.start.Leash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs bots against a shard, then lets them settle. Exit status 0 if every trade got a definite answer, 3 if not. */
@Command(
        name = "bots",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lets bots trade with each other, and writes down what they were told.",
        footer = {"", "Example: bots --port 7777 --players 16 --rate 40 --seconds 10 --facts facts.jsonl"})
public final class BotsMain implements Callable<Integer> {
    private static final int STILL_IN_DOUBT = 3;

    @Option(names = "--port", paramLabel = "PORT", required = true, description = "the shard's game port on 127.0.0.1")
    private int port;

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            required = true,
            description = "fact log to append to, one JSON object per line")
    private Path facts = Path.of("facts.jsonl");

    @Option(
            names = "--players",
            paramLabel = "N",
            defaultValue = "16",
            description = "number of bots, 2 to 1000 (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = "p",
            description = "bots are called by this and a number (default: ${DEFAULT-VALUE})")
    private String prefix = "p";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "40",
            description = "trades per second at most, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "how long to trade; 0 until told to settle (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--settle-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long to ask on for answers afterwards (default: ${DEFAULT-VALUE})")
    private int settleSeconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "decides who trades what with whom (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--secret",
            paramLabel = "TEXT",
            defaultValue = ServerSettings.DEFAULT_SECRET,
            description = "the shard's, for login tokens")
    private String secret = "";

    @Option(
            names = "--leashed",
            description =
                    "settle when standard input says 'settle'; stop at once when it ends, for the starter is gone")
    private boolean isLeashed;

    private final CountDownLatch settle = new CountDownLatch(1);

    BotsMain() {}

    /**
     * Runs the command; see {@code --help}.
     *
     * @param args options
     */
    public static void main(String[] args) {
        System.exit(CommandLines.run(new BotsMain(), args));
    }

    @Override
    public Integer call() throws Exception {
        BotsSettings settings =
                new BotsSettings(port, players, prefix, rate, seed, secret, facts, Duration.ofMinutes(1));
        if (isLeashed) {
            Leash.hold(this::obey, () -> System.exit(STILL_IN_DOUBT));
        }
        try (Bots bots = Bots.start(settings)) {
            if (!bots.awaitLoggedIn(Duration.ofSeconds(30))) {
                System.err.println("the bots could not log in within 30 s; is a shard running on port " + port + "?");
                return CommandLines.CANNOT_START;
            }
            System.out.println("ready players=" + players);
            bots.trade();
            report(bots);
            boolean isComplete = bots.settle(Duration.ofSeconds(settleSeconds));
            System.out.println("settled complete=" + isComplete + " " + bots.tally());
            return isComplete ? 0 : STILL_IN_DOUBT;
        }
    }

    /** Prints one line per second until it is time to settle. */
    private void report(Bots bots) throws InterruptedException {
        for (int second = 1; seconds == 0 || second <= seconds; second++) {
            if (settle.await(1, TimeUnit.SECONDS)) {
                return;
            }
            System.out.println("progress t=" + second + " " + bots.tally());
        }
    }

    private void obey(String line) {
        if (line.equals("settle")) {
            settle.countDown();
        } else {
            System.err.println("standard input said '" + line + "' but must say 'settle'");
        }
    }
}
