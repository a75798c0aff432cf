package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An initialised, empty data directory, made once per version: copying it takes a tenth of what initdb takes. */
final class PostgresTemplate {
    private static final long INITDB_SECONDS = 120;

    private PostgresTemplate() {}

    static Path in(CacheFolder cache, PostgresBinaries.Installation installation, Platform platform) {
        return cache.get(
                        installation.version() + "-template-1",
                        directory -> initialise(installation, platform, directory))
                .resolve("data");
    }

    private static void initialise(PostgresBinaries.Installation installation, Platform platform, Path directory)
            throws IOException {
        List<String> command = platform.asOrdinaryUser(List.of(
                installation.program("initdb"),
                "--pgdata=" + directory.resolve("data"),
                "--username=" + PostgresServer.USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                // A machine that loses power while this runs loses a cache entry, nothing more.
                "--no-sync"));
        Path log = directory.resolve("initdb.log");
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!initdb.waitFor(INITDB_SECONDS, TimeUnit.SECONDS)) {
                throw new ServerException("initdb had not ended after " + INITDB_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for initdb", e);
        } finally {
            initdb.destroyForcibly();
        }
        if (initdb.exitValue() != 0) {
            throw new ServerException(
                    "initdb ended with status " + initdb.exitValue() + " and said:\n" + Files.readString(log));
        }
    }
}
