package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.servers.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo, run by run: {@code lost-ack} on both servers, {@code crash-after} on the naive one, {@code lying-commit}
 * on the correct one, and what it does when it is interrupted or given bad input. The other five faults, and the script
 * {@code ./demo} itself, are left out here: continuous integration plays all sixteen runs by that script, and fails if any
 * verdict is another than the expected one.
 */
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void lostAck_isCaughtOnTheNaiveServer_andSurvivedByTheCorrectOne() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder, "--fault", "lost-ack", "--seconds", "2", "--seed", "7")) {
            assertThat(demo.await()).as(demo::output).isZero();
            assertThat(demo.output()).contains("2 of 2 runs as expected.");
        }

        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        assertThat(result.get("seed").longValue()).isEqualTo(7);
        JsonNode naive = run(result, 0, "naive", "lost-ack", "violated");
        assertThat(naive.get("violations").findValuesAsText("invariant")).contains("I9");
        JsonNode correct = run(result, 1, "correct", "lost-ack", "holds");
        assertThat(correct.get("violations")).isEmpty();
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("2 of 2 runs", "naive server under lost-ack");
    }

    @Test
    void crashBetweenTheTransactions_killsTheJvm_andIsCaught() throws Exception {
        Path json = folder.resolve("elsewhere/crash.json");
        try (DemoProcess demo = DemoProcess.start(
                folder, "--server", "naive", "--fault", "crash-after", "--seconds", "2", "--result", json.toString())) {
            assertThat(demo.await()).as(demo::output).isZero();
        }

        JsonNode naive = run(new ObjectMapper().readTree(json.toFile()), 0, "naive", "crash-after", "violated");
        assertThat(naive.get("jvm_deaths").intValue()).isEqualTo(1);
        assertThat(folder.resolve("result.json")).doesNotExist();
    }

    @Test
    void databaseOfSomebodyElse_isPlayedOn_andLeftAsItWas() throws Exception {
        try (PostgresServer postgres = PostgresServer.builder().start();
                DemoProcess demo = DemoProcess.start(
                        folder,
                        "--jdbc-url",
                        postgres.jdbcUrl(),
                        "--fault",
                        "lying-commit",
                        "--server",
                        "correct",
                        "--seconds",
                        "2")) {
            assertThat(demo.await()).as(demo::output).isZero();

            JsonNode result =
                    new ObjectMapper().readTree(folder.resolve("result.json").toFile());
            JsonNode correct = run(result, 0, "correct", "lying-commit", "violated");
            assertThat(correct.get("violations").findValuesAsText("invariant")).contains("I10");
            assertThat(tables(postgres.jdbcUrl()))
                    .as("what the demo left behind")
                    .isEmpty();
        }
    }

    @Test
    void interruptedDemo_leavesNoProcessBehind() throws Exception {
        try (DemoProcess demo =
                DemoProcess.start(folder, "--server", "correct", "--fault", "lost-ack", "--seconds", "60")) {
            awaitTrades(folder.resolve("correct-lost-ack.facts.jsonl"));
            List<Long> children = demo.descendants();

            demo.interrupt();

            assertThat(demo.await()).as(demo::output).isEqualTo(128 + 2);
            // Database, its own processes, game server, bots.
            assertThat(children).hasSizeGreaterThan(3);
            await("all children are gone")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(children).noneMatch(DemoProcess::runs));
            assertThat(demo.output()).contains("Stopping: ending the game server, the bots and the database.");
            assertThat(folder.resolve("result.json")).doesNotExist();
        }
    }

    @Test
    void badInput_isOneClearLine_andStatusTwo() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder, "--fault", "lost-akc")) {
            assertThat(demo.await()).isEqualTo(2);
            assertThat(demo.output())
                    .isEqualTo("--fault was 'lost-akc' but must be one of lost-request, lost-ack, late-commit,"
                            + " crash-before, crash-during, crash-after, postgres-kill, lying-commit; did you mean"
                            + " 'lost-ack'?");
        }
        try (DemoProcess demo =
                DemoProcess.start(folder, "--jdbc-url", "jdbc:h2:tcp://127.0.0.1:1/game", "--fault", "postgres-kill")) {
            assertThat(demo.await()).isEqualTo(2);
            assertThat(demo.output())
                    .isEqualTo(
                            "--fault was postgres-kill beside --jdbc-url but must be another fault; only a database that"
                                    + " the demo has started is its to kill");
        }
        try (DemoProcess demo = DemoProcess.start(folder, "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/game")) {
            assertThat(demo.await()).isEqualTo(2);
            assertThat(demo.output())
                    .hasLineCount(1)
                    .startsWith("--jdbc-url was 'jdbc:postgresql://127.0.0.1:1/game' but must be a database that can be"
                            + " reached: ");
        }
    }

    private static List<String> tables(String url) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection.getMetaData().getTables(null, "public", "%", null)) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static JsonNode run(JsonNode result, int index, String server, String fault, String verdict) {
        JsonNode run = result.get("runs").get(index);
        assertThat(run.get("server").textValue()).isEqualTo(server);
        assertThat(run.get("fault").textValue()).isEqualTo(fault);
        assertThat(run.get("verdict").textValue()).isEqualTo(verdict);
        assertThat(run.get("expected").textValue()).isEqualTo(verdict);
        assertThat(run.get("injections").longValue()).as("the fault fired").isPositive();
        assertThat(run.get("acknowledged").longValue()).isPositive();
        return run;
    }

    private static void awaitTrades(Path facts) {
        await("trades are acknowledged")
                .atMost(Duration.ofMinutes(2))
                .ignoreException(IOException.class)
                .until(() -> Files.exists(facts) && Files.readString(facts).contains("\"outcome\":\"ok\""));
    }
}
