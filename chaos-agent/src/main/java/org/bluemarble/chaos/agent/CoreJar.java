package org.bluemarble.chaos.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Core's jar as a file of its own, since the boot path takes nothing else. It lies in a folder of the user's below
 * {@code java.io.tmpdir}, named after its content: JVMs share it, and one that crashes leaves nothing new behind.
 *
 * <p>It stays for the life of the JVM, because other agents look for class files of the boot path by their names.
 */
final class CoreJar {

    private static final String ENTRY = "chaos-core.jar";
    private static final Duration UNUSED = Duration.ofDays(30);
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final File agentJar;

    CoreJar(File agentJar) {
        this.agentJar = agentJar;
    }

    /** {@return core's jar, written if it was not there} */
    JarFile extracted() throws IOException {
        try (JarFile agent = new JarFile(agentJar, false)) {
            ZipEntry entry = agent.getEntry(ENTRY);
            if (entry == null) {
                throw new IOException(agentJar + " holds no " + ENTRY + "; it is not a complete chaos-agent.jar");
            }
            byte[] content;
            try (InputStream in = agent.getInputStream(entry)) {
                content = in.readAllBytes();
            }
            String name = "chaos-core-" + Long.toHexString(entry.getCrc()) + "-" + content.length + ".jar";
            return new JarFile(inFolder(folder(), name, content).toFile(), false);
        }
    }

    private static Path inFolder(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        // The whole content is compared: a checksum in a name proves nothing, and a full disk may have cut it short.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !Arrays.equals(Files.readAllBytes(file), content)) {
            write(file, content);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        removeUnused(folder, file);
        return file;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            Files.write(whole, content, StandardOpenOption.TRUNCATE_EXISTING);
            // Atomic: another JVM sees the whole file or none, and one that has the former file open keeps it.
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Path folder() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
            throw new IOException("java.io.tmpdir was " + temporary
                    + " but must be a writable folder; give another with -Djava.io.tmpdir=...");
        }
        String user = System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
        Path folder = temporary.resolve("bluemarble-chaos-" + user);
        try {
            createPrivate(folder, isPosix(temporary));
        } catch (FileAlreadyExistsException known) {
            if (!isPrivate(folder)) {
                // Somebody else made it, to have us load what they put there; or it is no folder at all.
                return Files.createTempDirectory(temporary, "bluemarble-chaos-");
            }
        }
        return folder;
    }

    private static void createPrivate(Path folder, boolean posix) throws IOException {
        if (posix) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static boolean isPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isPosix(folder)) {
            return true;
        }
        var attributes =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class).readAttributes();
        return PosixFilePermissions.toString(attributes.permissions()).equals("rwx------")
                && Files.isWritable(folder)
                // Root may write everywhere, so being able to is not enough.
                && attributes.owner().equals(ownerOfWhatWeMake(folder));
    }

    private static UserPrincipal ownerOfWhatWeMake(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, "chaos-core-owner", ".tmp");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    /** Removes what other versions and interrupted writers left; a file that is open elsewhere stays readable there. */
    private static void removeUnused(Path folder, Path own) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "chaos-core-*")) {
            for (Path file : files) {
                Duration limit = file.toString().endsWith(".tmp") ? LEFT_BEHIND : UNUSED;
                Instant oldest = Instant.now().minus(limit);
                if (!file.equals(own)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException another) {
            // Another JVM tidies up at the same moment, or a file is in use: the next start tries again.
            return;
        }
    }
}
