package org.bluemarble.sample.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bluemarble.sample.game.start.CannotStartException;
import org.jspecify.annotations.Nullable;

/** The folder of one demo's logs, facts and results, locked against a second demo. */
final class DemoFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DemoFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder if there is none, and deletes the logs and facts of an earlier demo.
     *
     * @throws CannotStartException if another demo uses it, or it cannot be written to
     */
    static DemoFolder open(Path path) throws CannotStartException {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStartException("another demo is running in " + path + "; wait for its end or stop it");
            }
            clear(path);
            return new DemoFolder(path, channel);
        } catch (IOException e) {
            throw new CannotStartException(path + " must be a folder that can be written to: " + e.getMessage(), e);
        }
    }

    /** What an earlier demo wrote down would be taken for this one's. */
    private static void clear(Path path) throws IOException {
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(path, "*.{log,jsonl}")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
