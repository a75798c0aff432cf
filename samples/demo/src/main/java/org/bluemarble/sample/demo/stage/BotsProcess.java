package org.bluemarble.sample.demo.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.sample.game.BotsMain;

/**
 * The players, in a JVM of their own, so that what they were told outlives every server. On a leash: they end when this JVM
 * ends, however it ends. Thread-safe.
 */
public final class BotsProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SETTLE_SECONDS = 40;
    /** The bots' exit status if some trade got no definite answer. */
    private static final int STILL_IN_DOUBT = 3;

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Pattern ACKNOWLEDGED = Pattern.compile("acknowledged=(\\d+)");

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile long acknowledged;

    private BotsProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "bots-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the bots and waits until they trade.
     *
     * @param port the game server's
     * @param facts where they write down what they were told
     * @param log where their standard error goes
     */
    public static BotsProcess start(int port, int players, int rate, long seed, Path facts, Path log)
            throws StageException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BotsMain.class.getName(),
                "--port",
                Integer.toString(port),
                "--players",
                Integer.toString(players),
                "--rate",
                Integer.toString(rate),
                "--seed",
                Long.toString(seed),
                "--facts",
                facts.toString(),
                "--seconds",
                "0",
                "--settle-seconds",
                Integer.toString(SETTLE_SECONDS),
                "--leashed");
        try {
            BotsProcess bots = new BotsProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
            return bots.awaitReady(log);
        } catch (IOException e) {
            throw new StageException("the bots' JVM could not be started: " + e.getMessage(), e);
        }
    }

    private BotsProcess awaitReady(Path log) throws StageException, InterruptedException {
        if (!ready.await(START.toMillis(), TimeUnit.MILLISECONDS) || !process.isAlive()) {
            close();
            throw new StageException("the bots did not begin to trade; their log says why (" + log + ")");
        }
        return this;
    }

    /** {@return trades that a player was told are done; up to a second old} */
    public long acknowledged() {
        return acknowledged;
    }

    /**
     * Lets the bots begin no more trades and ask on until they have their answers.
     *
     * @return whether every trade got a definite answer
     * @throws StageException if they do not end
     */
    public boolean settle() throws StageException, InterruptedException {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write("settle\n".getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            throw new StageException("the bots have ended before they were told to: " + e.getMessage(), e);
        }
        if (!process.waitFor(SETTLE_SECONDS + STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new StageException("the bots did not settle within " + SETTLE_SECONDS + " s");
        }
        int status = process.exitValue();
        if (status != 0 && status != STILL_IN_DOUBT) {
            throw new StageException("the bots ended with status " + status + "; their log says why");
        }
        return status == 0;
    }

    /** Ends the bots at once. Closing twice is harmless. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            // The pipe of a process that was killed may end in an error instead of an end of file; both mean the same.
            process.destroyForcibly();
        }
        ready.countDown();
    }

    private void heard(String line) {
        if (line.startsWith("ready ")) {
            ready.countDown();
        }
        Matcher count = ACKNOWLEDGED.matcher(line);
        if (count.find()) {
            acknowledged = Long.parseLong(count.group(1));
        }
    }
}
