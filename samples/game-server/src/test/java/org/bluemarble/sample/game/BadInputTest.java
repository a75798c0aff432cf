package org.bluemarble.sample.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bluemarble.sample.game.start.CommandLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators read when they ask for something that cannot be: one line, exit status 2, nothing started. */
final class BadInputTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private PrintStream realError;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        realError = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(realError);
    }

    @Test
    void textForANumber_isRefused() {
        assertRefused(
                CommandLines.run(new GameServerMain(), "--ticks", "fast"),
                "Invalid value for option '--ticks': 'fast' is not an int\ntry --help\n");
    }

    @Test
    void portOutOfRange_isRefused() {
        assertRefused(
                CommandLines.run(new GameServerMain(), "--port", "70000"),
                "port was 70000 but must lie between 0 and 65535; 0 takes any free one\n");
    }

    @Test
    void shardWithoutPeer_isRefused() {
        assertRefused(
                CommandLines.run(new GameServerMain(), "--shard", "east"),
                "--peer was '' but must read like west@127.0.0.1:7001 beside --shard\n");
        said.reset();
        assertRefused(
                CommandLines.run(new GameServerMain(), "--shard", "east", "--peer", "east@127.0.0.1:7001"),
                "--peer was 'east' but must be another shard than --shard\n");
    }

    @Test
    void unknownServerKind_isRefused() {
        assertRefused(
                CommandLines.run(new GameServerMain(), "--server", "clever"),
                "Invalid value for option '--server': expected one of [CORRECT, NAIVE] (case-insensitive) but was"
                        + " 'clever'\ntry --help\n");
    }

    @Test
    void unknownOption_isRefused() {
        assertRefused(CommandLines.run(new SupervisorMain(), "--prot", "1"), "Unknown option: '--prot'\ntry --help\n");
    }

    @Test
    void dataDirectoryBesideAUrl_isRefused() {
        assertRefused(
                CommandLines.run(new GameServerMain(), "--jdbc-url", "jdbc:h2:mem:x", "--data-dir", "data"),
                "--data-dir was given beside --jdbc-url but only a database started here has a data directory; leave one"
                        + " of them out\n");
    }

    @Test
    void dataDirectoryThatHoldsSomethingElse_isRefused() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "not ours");

        int status = CommandLines.run(new GameServerMain(), "--data-dir", folder.toString());

        assertThat(status).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("PostgreSQL could not be started: --data-dir was " + folder + " but must be empty, missing")
                .hasLineCount(1);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("thesis.txt"));
    }

    @Test
    void tooFewBots_areRefused() {
        assertRefused(
                CommandLines.run(new BotsMain(), "--port", "1", "--facts", "f", "--players", "1"),
                "players was 1 but must lie between 2 and 1000\n");
    }

    @Test
    void botNamesThatAreNone_areRefused() {
        assertRefused(
                CommandLines.run(new BotsMain(), "--port", "1", "--facts", "f", "--prefix", "Bot_"),
                "player was 'Bot_16' but must be 1 to 32 characters of a-z, 0-9 and -; names are lower case\n");
    }

    @Test
    void missingFactLog_isRefused() {
        assertRefused(
                CommandLines.run(new BotsMain(), "--port", "1"),
                "Missing required option: '--facts=FILE'\ntry --help\n");
    }

    private void assertRefused(int status, String text) {
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(status).isEqualTo(2);
    }
}
