package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps unpacked binaries and server templates between runs, each under a name that changes with its content.
 *
 * <p>Safe for several JVMs at once: an entry is built aside and appears with one atomic rename; when two build the
 * same one, the second throws its own away.
 */
final class CacheFolder {
    /** System property that names another folder. */
    static final String PROPERTY = "chaos.servers.cache";

    private static final String UNFINISHED = "unfinished-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;

    private CacheFolder(Path root) {
        this.root = root;
    }

    /** Builds the content of a cache entry in a directory that exists and is empty. */
    @FunctionalInterface
    interface Content {
        void buildIn(Path directory) throws IOException;
    }

    static CacheFolder open() {
        List<Path> candidates = candidates();
        for (Path candidate : candidates) {
            if (isOurs(candidate)) {
                return new CacheFolder(candidate);
            }
        }
        throw new ServerException("none of the cache folders " + candidates + " can be created and belongs to this user"
                + " alone; name another with -D" + PROPERTY + "=<folder>");
    }

    private static List<Path> candidates() {
        @Nullable String named = System.getProperty(PROPERTY);
        if (named != null) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        List<Path> candidates = new ArrayList<>();
        @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
        candidates.add(
                (xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("bluemarble-chaos")
                        .toAbsolutePath());
        candidates.add(Path.of(System.getProperty("java.io.tmpdir"), "bluemarble-chaos-" + Platform.userId())
                .toAbsolutePath());
        return candidates;
    }

    // Binaries from here are executed, so nobody else may be able to put them here.
    private static boolean isOurs(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            String permissions =
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
            return owner == Platform.userId() && permissions.charAt(4) != 'w' && permissions.charAt(7) != 'w';
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the entry's directory, built now if no run before has} */
    Path get(String name, Content content) {
        Path entry = root.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        try {
            deleteAbandoned();
            Path aside = Files.createTempDirectory(root, UNFINISHED);
            try {
                content.buildIn(aside);
                publish(aside, entry);
            } finally {
                new FileTree(aside).delete();
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("could not build " + entry, e);
        }
    }

    private static void publish(Path aside, Path entry) throws IOException {
        try {
            Files.move(aside, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return; // another JVM was first: its content is the same, since the name stands for it
        } catch (IOException e) {
            if (!Files.isDirectory(entry)) { // rename(2) onto a filled directory reports "not empty"
                throw e;
            }
        }
    }

    // A JVM killed while building leaves its unfinished directory; nobody needs more than an hour for one.
    private void deleteAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (entry.getFileName().toString().startsWith(UNFINISHED)
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    new FileTree(entry).delete();
                }
            }
        }
    }
}
