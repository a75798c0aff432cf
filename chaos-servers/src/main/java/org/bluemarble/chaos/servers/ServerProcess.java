package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One running server program: a direct child, so that its end is seen at once, with its output in a file. */
final class ServerProcess {
    // The parent-death signal is sent when the *thread* that started the child ends, so children are started by a
    // thread that lives as long as the JVM.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "chaos-server-starter");
        thread.setDaemon(true);
        return thread;
    });
    private static final int LOG_LINES_IN_ERRORS = 12;

    private final Process process;
    private final Path directory;
    private final Path log;
    private final long logBegin;

    private ServerProcess(Process process, Path directory, Path log, long logBegin) {
        this.process = process;
        this.directory = directory;
        this.log = log;
        this.logBegin = logBegin;
    }

    /**
     * Starts a command.
     *
     * @param directory the server's data directory, which it and its children have as working directory
     * @param log the file its output is appended to
     */
    static ServerProcess start(List<String> command, Path directory, Path log) {
        try {
            long logBegin = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Messages are read by us and by people reading our errors; the user's language would change them.
            builder.environment().put("LC_ALL", "C");
            Process process = STARTER.submit(builder::start).get();
            process.getOutputStream().close();
            return new ServerProcess(process, directory.toRealPath(), log, logBegin);
        } catch (ExecutionException | IOException e) {
            throw new ServerException("could not start " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while starting " + command.get(0), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what the server wrote since this start} */
    String output() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logBegin, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its log " + log + " could not be read: " + e.getMessage() + ")";
        }
    }

    /** {@return the last lines of the output, for an error text} */
    String lastWords() {
        List<String> lines = output().lines().toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    /** Kills the main process and everything it forked, and waits until the kernel has ended them all. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        // At the same instant, not after the main process is gone: in those milliseconds a session could still answer
        // the commit that this kill was to leave in doubt.
        children.forEach(ProcessHandle::destroyForcibly);
        waitForMain(Duration.ofSeconds(30));
        // Once more, now that nothing can fork any more: a child born between the look and the kill is found by its
        // working directory. Without this a backend could still commit after this method returned.
        DirectoryProcesses.of(directory).killAll();
    }

    /** Asks the server to stop, and kills it when it has not within the time given. */
    void stop(String signal, Duration patience) {
        if (process.isAlive()) {
            send(signal);
            waitForMain(patience);
        }
        kill();
    }

    private void send(String signal) {
        try {
            // Process.destroy() can only send SIGTERM, which lets PostgreSQL wait for its clients.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }

    private void waitForMain(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true; // stopping a server is not given up half way
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
