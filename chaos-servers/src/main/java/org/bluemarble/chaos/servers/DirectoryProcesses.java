package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The living processes whose working directory is a given one. Database servers and what they fork work in their data
 * directory, so this finds them even after their parent is gone.
 */
record DirectoryProcesses(Path directory, List<ProcessHandle> found) {
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    static DirectoryProcesses of(Path directory) {
        try (Stream<Path> entries = Files.list(PROC)) {
            List<ProcessHandle> found = entries.filter(entry -> isIn(entry, directory))
                    .map(entry ->
                            ProcessHandle.of(Long.parseLong(entry.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
            return new DirectoryProcesses(directory, found);
        } catch (IOException noProc) {
            return new DirectoryProcesses(directory, List.of());
        }
    }

    private static boolean isIn(Path entry, Path directory) {
        String name = entry.getFileName().toString();
        if (!name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        try {
            return Files.readSymbolicLink(entry.resolve("cwd")).equals(directory);
        } catch (IOException goneOrNotOurs) {
            return false; // a zombie has no working directory either: it can do no more harm
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Kills them, and waits until the kernel has let go of each; a zombie nobody has reaped yet counts as gone. */
    void killAll() {
        found.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (found.stream().anyMatch(handle -> ProcessState.runs(handle.pid()))) {
            if (System.nanoTime() > deadline) {
                throw new ServerException("processes " + found + " in " + directory + " survived SIGKILL for "
                        + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
