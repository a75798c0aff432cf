package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops this process from outside. Before the one shell stops it, another one is there that will let it go on, a little
 * later than the first should have: either may be killed meanwhile. Both ignore what would end them politely.
 */
final class PauseLoad implements Load {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final String WATCHDOG = "trap '' HUP INT TERM; echo ready; sleep \"$2\"; kill -CONT \"$1\"";
    private static final String PAUSER = "trap '' HUP INT TERM; kill -STOP \"$1\"; sleep \"$2\"; kill -CONT \"$1\"";
    private static final long WATCHDOG_LATER_MILLIS = 500;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final AtomicBoolean PAUSING = new AtomicBoolean();

    private final Pause pause;

    PauseLoad(Pause pause) {
        this.pause = pause;
    }

    @Override
    public void press(PressureRun run) throws IOException, Refusal {
        if (!Files.isExecutable(SHELL)) {
            throw new Refusal("pause needs " + SHELL + ", which is not here");
        }
        if (ProcessHandle.current().pid() == 1) {
            throw new Refusal("pause cannot stop the first process of a container: the kernel ignores it; start the JVM"
                    + " under an init process (docker run --init)");
        }
        if (!PAUSING.compareAndSet(false, true)) {
            throw new Refusal("pause was asked for while another rule's pause is under way");
        }
        try {
            pauseWatched(run);
        } finally {
            PAUSING.set(false);
        }
    }

    private void pauseWatched(PressureRun run) throws IOException, Refusal {
        long millis = pause.duration().toMillis();
        Process watchdog = shell(WATCHDOG, millis + WATCHDOG_LATER_MILLIS);
        try {
            if (watchdog.getInputStream().read() < 0) {
                throw new Refusal("pause was not begun, because nothing could be started that would end it");
            }
            if (!run.isStopped()) {
                long longest = longestStandstillNanos(millis);
                if (longest < pause.duration().toNanos() / 2) {
                    throw new Refusal("pause was asked for, but the process did not stand still: the system did not let"
                            + " it be stopped");
                }
            }
        } finally {
            end(watchdog);
        }
    }

    private static Process shell(String script, long millis) throws IOException {
        String seconds = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
        String self = Long.toString(ProcessHandle.current().pid());
        return new ProcessBuilder(SHELL.toString(), "-c", script, "chaos-pause", self, seconds)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long longestStandstillNanos(long millis) throws IOException {
        long longest = 0;
        // Before the shell is started: it may have stopped this process before the start returns.
        long last = System.nanoTime();
        Process pauser = shell(PAUSER, millis);
        while (pauser.isAlive()) {
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            longest = Math.max(longest, now - last);
            last = now;
        }
        return longest;
    }

    private static void end(Process watchdog) {
        watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly();
    }
}
