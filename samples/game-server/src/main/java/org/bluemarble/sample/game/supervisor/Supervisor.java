package org.bluemarble.sample.game.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bluemarble.sample.game.start.CannotStartException;
import org.bluemarble.sample.game.start.ReadyLine;
import org.jspecify.annotations.Nullable;

/**
 * Starts the game server's JVM and starts it again, on the same port, whenever it dies: by {@code kill -9}, by {@code
 * Runtime.halt}, by a crash of the JVM. The server is on a leash, so that it ends with the supervisor, however that ends.
 *
 * <p>Thread-safe.
 */
public final class Supervisor implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final long STOP_SECONDS = 10;

    private final ServerLaunch launch;
    private final int port;
    private final Consumer<SupervisorEvent> listener;
    private final Thread watcher;
    private final List<SupervisorEvent> events = new ArrayList<>();
    private @Nullable Process process;
    private @Nullable ReadyLine ready;
    private boolean isClosing;
    private boolean hasGivenUp;

    private Supervisor(ServerLaunch launch, int port, Consumer<SupervisorEvent> listener) {
        this.launch = launch;
        this.port = port;
        this.listener = listener;
        this.watcher = new Thread(this::watch, "supervisor");
        this.watcher.setDaemon(true);
    }

    /**
     * Starts a server and waits until players can come.
     *
     * @param listener told of every event, on the supervisor's thread
     * @throws CannotStartException if the first incarnation ends before it is ready; it has said why on its standard
     *     error
     */
    public static Supervisor start(ServerLaunch launch, Consumer<SupervisorEvent> listener)
            throws CannotStartException {
        Supervisor supervisor = new Supervisor(launch, launch.port() == 0 ? FreePort.pick() : launch.port(), listener);
        supervisor.watcher.start();
        try {
            supervisor.awaitReady(Duration.ofMinutes(1));
            return supervisor;
        } catch (CannotStartException e) {
            supervisor.close();
            throw e;
        }
    }

    /** {@return the game port, the same for all incarnations} */
    public int port() {
        return port;
    }

    /** {@return the process id of the current incarnation; empty while there is none} */
    public synchronized Optional<Long> pid() {
        return process == null ? Optional.empty() : Optional.of(process.pid());
    }

    /** {@return what the current incarnation said when it was ready; empty while it is not} */
    public synchronized Optional<ReadyLine> ready() {
        return Optional.ofNullable(ready);
    }

    /** {@return all that happened so far, oldest first} */
    public synchronized List<SupervisorEvent> events() {
        return List.copyOf(events);
    }

    /** {@return how often the server has died} */
    public synchronized int deaths() {
        return timesOfDeath().size();
    }

    /**
     * Waits until the current or a later incarnation is ready for players.
     *
     * @return what it said of itself
     * @throws CannotStartException if the supervisor gave up, is closed, or the time has passed
     */
    public synchronized ReadyLine awaitReady(Duration timeout) throws CannotStartException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (ready == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (hasGivenUp || isClosing || left <= 0) {
                    throw new CannotStartException("the game server is not ready: " + whyNot(timeout));
                }
                wait(left);
            }
            return ready;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("interrupted while the game server was starting", e);
        }
    }

    /** Waits until the supervisor has given up or is closed. */
    public void awaitEnd() throws InterruptedException {
        watcher.join();
    }

    /** {@return whether it died too often to be started again} */
    public synchronized boolean hasGivenUp() {
        return hasGivenUp;
    }

    /** Stops the server, by force if it does not end within ten seconds. Closing twice is harmless. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            isClosing = true;
            last = process;
            notifyAll();
        }
        if (last != null) {
            stop(last);
        }
        joinWatcher();
    }

    private void watch() {
        boolean again = true;
        while (again) {
            again = runOnce() && pause();
        }
    }

    /**
     * Runs one incarnation to its end.
     *
     * @return whether there shall be another
     */
    private boolean runOnce() {
        Process current;
        try {
            synchronized (this) {
                if (isClosing) {
                    return false;
                }
                current = launch.start(port);
                process = current;
            }
        } catch (IOException e) {
            giveUp("java could not be started: " + e.getMessage());
            return false;
        }
        readOutput(current);
        int status = current.onExit().join().exitValue();
        return ended(current, status);
    }

    private void readOutput(Process current) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(current.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<ReadyLine> said = ReadyLine.parse(line);
                if (said.isPresent()) {
                    becameReady(said.get());
                } else {
                    System.out.println(line);
                }
            }
        } catch (IOException e) {
            // The pipe of a process that was killed may end in an error instead of an end of file; both mean the same.
            current.destroyForcibly();
        }
    }

    private void becameReady(ReadyLine said) {
        SupervisorEvent event = new SupervisorEvent.Ready(Instant.now(), said);
        synchronized (this) {
            // With the event: whoever has waited for readiness finds it among the events.
            events.add(event);
            ready = said;
            notifyAll();
        }
        listener.accept(event);
    }

    private boolean ended(Process dead, int status) {
        SupervisorEvent event = new SupervisorEvent.Died(Instant.now(), dead.pid(), status);
        boolean hasEverBeenReady;
        List<Instant> timesOfDeath;
        synchronized (this) {
            ready = null;
            process = null;
            if (isClosing) {
                return false;
            }
            events.add(event);
            hasEverBeenReady = events.stream().anyMatch(SupervisorEvent.Ready.class::isInstance);
            timesOfDeath = timesOfDeath();
        }
        listener.accept(event);
        if (!hasEverBeenReady) {
            giveUp("it ended with status " + status + " before it was ready; its own message says why");
            return false;
        }
        if (launch.storm().isRaging(timesOfDeath)) {
            giveUp("it died " + launch.storm().deaths() + " times within "
                    + launch.storm().window().toSeconds() + " s");
            return false;
        }
        return true;
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void giveUp(String why) {
        SupervisorEvent event = new SupervisorEvent.GaveUp(Instant.now(), why);
        synchronized (this) {
            events.add(event);
            hasGivenUp = true;
            notifyAll();
        }
        listener.accept(event);
    }

    private List<Instant> timesOfDeath() {
        return events.stream()
                .filter(SupervisorEvent.Died.class::isInstance)
                .map(SupervisorEvent::at)
                .toList();
    }

    private String whyNot(Duration timeout) {
        for (SupervisorEvent event : events) {
            if (event instanceof SupervisorEvent.GaveUp gaveUp) {
                return gaveUp.why();
            }
        }
        return isClosing ? "the supervisor is closed" : "nothing was heard of it within " + timeout.toSeconds() + " s";
    }

    private static void stop(Process last) {
        try {
            last.getOutputStream().close();
            if (!last.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (IOException e) {
            last.destroyForcibly();
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void joinWatcher() {
        try {
            watcher.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
