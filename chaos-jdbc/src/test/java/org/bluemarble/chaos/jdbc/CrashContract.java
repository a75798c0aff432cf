package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.Crash;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that crashes around its commit is dead at once, and what it leaves in the database is what the phase says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashContract {

    @TempDir
    private Path directory;

    private TestDatabase database;

    abstract TestDatabase startDatabase() throws Exception;

    /** The first argument of the trader: how it gets its faults. */
    abstract String way();

    /** Arguments of its JVM. */
    abstract List<String> jvmArguments();

    @BeforeAll
    final void startServer() throws Exception {
        database = startDatabase();
        database.execute("create table wallet (acct varchar(20) primary key, gold int not null)");
    }

    @AfterAll
    final void stopServer() throws Exception {
        database.close();
    }

    @BeforeEach
    final void fillWallet() throws Exception {
        database.execute("delete from wallet", "insert into wallet values ('bob', 100)");
    }

    private int gold() throws SQLException {
        return database.number("select gold from wallet");
    }

    private String trade(String rule) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A JVM that lives for one trade is not worth compiling for: this halves the time it takes.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrashingTrader.class.getName()));
        command.addAll(List.of(way(), database.url(), rule));
        // Into a file, since reading from a JVM that does not die would not end either.
        Path output = directory.resolve("output");
        Process trader = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(trader.waitFor(120, TimeUnit.SECONDS))
                    .as(() -> "the JVM ended; it said " + contentOf(output.toFile()))
                    .isTrue();
            assertThat(trader.exitValue()).as(() -> contentOf(output.toFile())).isEqualTo(Crash.EXIT_STATUS);
            return Files.readString(output);
        } finally {
            trader.destroyForcibly();
        }
    }

    /** What is stored once nobody can change it any more: the dead JVM's transaction held the row until it ended. */
    private int goldInTheEnd() throws SQLException {
        database.execute("update wallet set gold = gold + 0");
        return gold();
    }

    @Test
    void crashBeforeCommit_nothingIsStored() throws Exception {
        String output = trade("die: jdbc.commit crash phase=before");

        assertDeadWithoutGoodbye(output);
        assertThat(output).doesNotContain("committed");
        assertThat(goldInTheEnd()).isEqualTo(100);
    }

    @Test
    void crashDuringCommit_isStoredAndNobodyWasTold() throws Exception {
        String output = trade("die: jdbc.commit crash phase=during");

        assertDeadWithoutGoodbye(output);
        assertThat(output).doesNotContain("committed");
        assertThat(goldInTheEnd())
                .as("the commit that was handed to the kernel")
                .isEqualTo(105);
    }

    @Test
    void crashAfterCommit_isStoredAndNobodyWasTold() throws Exception {
        String output = trade("die: jdbc.commit crash phase=after");

        assertDeadWithoutGoodbye(output);
        assertThat(output).doesNotContain("committed");
        assertThat(gold()).isEqualTo(105);
    }

    @Test
    void crashAtARandomMoment_isStoredOrNot() throws Exception {
        String output = trade("die: jdbc.commit crash phase=during at=random");

        assertDeadWithoutGoodbye(output);
        assertThat(goldInTheEnd()).isIn(100, 105);
    }

    private static void assertDeadWithoutGoodbye(String output) {
        assertThat(output)
                .contains("committing")
                .contains("chaos: crash by rule 'die' at jdbc.commit halts this JVM")
                .doesNotContain("survived")
                .doesNotContain("a shutdown hook ran");
    }
}
