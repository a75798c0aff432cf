package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How an H2 database is brought to raise its errors. */
final class H2RealErrors extends RealErrors {

    H2RealErrors(TestDatabase database) {
        super(database);
    }

    @Override
    Map<ServerError, Scene> scenesOfItsOwn() {
        return Map.ofEntries(
                Map.entry(ServerError.LOCK_TIMEOUT, victim -> lockTimeout(victim, "SET LOCK_TIMEOUT 50")),
                Map.entry(ServerError.DEADLOCK, this::deadlock),
                Map.entry(ServerError.SERIALIZATION_FAILURE, this::outdatedSnapshot),
                Map.entry(ServerError.QUERY_CANCELLED, this::cancelled),
                Map.entry(ServerError.ADMIN_SHUTDOWN, this::shutDown),
                Map.entry(ServerError.READ_ONLY, this::readOnly));
    }

    @Override
    String waiting() {
        return "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
    }

    private SQLException deadlock(Connection victim) throws SQLException {
        try (Connection rival = rival()) {
            run(rival, "SET LOCK_TIMEOUT 60000");
            run(victim, "SET LOCK_TIMEOUT 60000");
            return deadlock(victim, rival);
        }
    }

    private SQLException cancelled(Connection victim) throws SQLException {
        CompletableFuture<SQLException> thrown = CompletableFuture.supplyAsync(() -> DriverSessionFixture.thrownBy(
                () -> run(victim, "SELECT count(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b")));
        String running = "FROM INFORMATION_SCHEMA.SESSIONS WHERE EXECUTING_STATEMENT LIKE '%SYSTEM_RANGE%'"
                + " AND SESSION_ID <> SESSION_ID()";
        awaitOne("the victim's query runs", "SELECT count(*) " + running);
        database.execute("SELECT CANCEL_SESSION(SESSION_ID) " + running);
        return thrown.join();
    }

    private SQLException shutDown(Connection victim) throws SQLException {
        String url = database.url().replaceFirst("mem:game", "mem:closed");
        try (Connection ended = database.openAt(url);
                Connection administrator = database.openAt(url)) {
            run(administrator, "SHUTDOWN IMMEDIATELY");
            return failing("SELECT 1").play(ended);
        }
    }

    /** In a folder of its own: no version of H2 reads every other's files. */
    private SQLException readOnly(Connection victim) throws SQLException {
        String folder = newFolder() + "/";
        String url = database.url().replaceFirst("mem:", folder);
        try (Connection writing = database.openAt(url)) {
            run(writing, "CREATE TABLE account (gold INT)", "SHUTDOWN");
        }
        try (Connection reading = database.openAt(url + ";ACCESS_MODE_DATA=r")) {
            return failing("INSERT INTO account VALUES (1)").play(reading);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "read-only-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
