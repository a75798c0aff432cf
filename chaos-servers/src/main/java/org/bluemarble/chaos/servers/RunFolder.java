package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder one server lives in: its data, its log, and a lock file that shows whose it is. The lock ends with the
 * JVM, however that ends, so a folder whose lock can be taken is free.
 */
final class RunFolder implements AutoCloseable {
    private static final String LOCK = "chaos-server.lock";
    private static final Duration BEING_MADE = Duration.ofMinutes(1);

    // A file lock belongs to the whole JVM, and closing any other channel on the same file gives it up. So a folder
    // of this JVM must be recognised without opening its lock file a second time.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final boolean isTemporary;
    private final FileChannel lockFile;

    private RunFolder(Path root, boolean isTemporary, FileChannel lockFile) {
        this.root = root;
        this.isTemporary = isTemporary;
        this.lockFile = lockFile;
    }

    static RunFolder temporary(String kind) {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            String prefix = "chaos-" + kind + "-";
            deleteAbandoned(parent, prefix);
            return claim(Files.createTempDirectory(parent, prefix).toRealPath(), kind, true);
        } catch (IOException e) {
            throw new UncheckedIOException("could not create a temporary data directory", e);
        }
    }

    static RunFolder at(Path directory, String kind) {
        try {
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new ServerException(
                        "dataDirectory was " + directory + " but must be a directory; that is a file");
            }
            if (!new FileTree(directory).isEmptyOrMissing() && !Files.exists(directory.resolve(LOCK))) {
                throw new ServerException(
                        "dataDirectory was " + directory + " but must be empty, missing, or one that an"
                                + " earlier run made; it holds files that are not ours: choose another");
            }
            Files.createDirectories(directory);
            return claim(directory.toRealPath(), kind, false);
        } catch (IOException e) {
            throw new ServerException("dataDirectory was " + directory + " but must be writable for this user", e);
        }
    }

    private static RunFolder claim(Path root, String kind, boolean isTemporary) throws IOException {
        if (!OURS.add(root)) {
            throw inUse(root, "by another server of this JVM");
        }
        boolean claimed = false;
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            String holder = read(channel);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(
                        root,
                        "by another run: " + holder.lines().skip(1).findFirst().orElse("unknown process"));
            }
            String madeFor = holder.lines().findFirst().orElse(kind);
            if (!madeFor.equals(kind)) {
                throw new ServerException("dataDirectory was " + root + " but must be one made for " + kind
                        + "; an earlier run made it for " + madeFor);
            }
            DirectoryProcesses left = DirectoryProcesses.of(root.resolve("data"));
            if (!left.isEmpty()) {
                throw inUse(
                        root,
                        "by process " + left.found().get(0).pid()
                                + ", which an earlier run left behind; end that process");
            }
            write(channel, kind + "\nprocess " + ProcessHandle.current().pid() + "\n");
            claimed = true;
            return new RunFolder(root, isTemporary, channel);
        } finally {
            if (!claimed) {
                OURS.remove(root);
                channel.close();
            }
        }
    }

    private static ServerException inUse(Path root, String byWhom) {
        return new ServerException("dataDirectory was " + root + " but must not be in use; it is used " + byWhom);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(200);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, String content) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** {@return the server's own data directory} */
    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("server.log");
    }

    boolean isTemporary() {
        return isTemporary;
    }

    /** Fills {@link #data()} from a template, unless an earlier run has. */
    void fillFrom(Path template) {
        if (Files.exists(data())) {
            return;
        }
        Path aside = root.resolve("data.unfinished");
        try {
            new FileTree(aside).delete();
            new FileTree(template).copyTo(aside);
            Files.move(aside, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not copy " + template + " to " + data(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (isTemporary) {
                new FileTree(root).delete();
            }
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not release " + root, e);
        } finally {
            OURS.remove(root);
        }
    }

    // A JVM that was killed could not delete its temporary folders: the next run does.
    private static void deleteAbandoned(Path parent, String prefix) throws IOException {
        Instant limit = Instant.now().minus(BEING_MADE);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path entry : entries) {
                deleteIfAbandoned(entry, limit);
            }
        }
    }

    private static void deleteIfAbandoned(Path folder, Instant limit) throws IOException {
        try {
            if (isAbandoned(folder, limit)) {
                new FileTree(folder).delete();
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return; // by its own JVM, or by another one that tidies up as we do
        }
    }

    private static boolean isAbandoned(Path folder, Instant limit) throws IOException {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return false; // being made, or being deleted by another JVM
        }
        if (OURS.contains(folder.toRealPath())
                || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                || !Files.isWritable(lock)
                || Files.getLastModifiedTime(lock).toInstant().isAfter(limit)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null
                    && DirectoryProcesses.of(folder.resolve("data")).isEmpty();
        }
    }
}
