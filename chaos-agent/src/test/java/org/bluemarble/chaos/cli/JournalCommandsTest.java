package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on the command line, and replays of it. */
class JournalCommandsTest extends CommandsOnAServer {

    @Test
    void journal_isWrittenAndReadsBack(@TempDir Path folder) throws Exception {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms limit=5 ttl=5m");
        await("calls are disturbed")
                .atMost(30, SECONDS)
                .until(() -> rule("slow").get("done").asLong() == 5);
        Path file = folder.resolve("journal.jsonl");

        Cli written = Cli.run("journal", server.pid(), "--out", file.toString());

        assertThat(written.status()).isZero();
        assertThat(written.out()).matches("wrote \\d+ lines to .*journal.jsonl\\R");
        Recording recording = Recording.read(file);
        assertThat(recording.entries().stream().filter(entry -> entry.rule().equals("slow")))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(recording.rules()).containsKey("slow");
        assertThat(Cli.run("journal", server.pid(), "--out", file.toString()).status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void journalFollowed_everyLineIsOneObject() throws Exception {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");
        await("calls are disturbed")
                .atMost(30, SECONDS)
                .until(() -> rule("slow").get("done").asLong() >= 2);

        Cli followed = Cli.run("journal", server.pid(), "--follow", "--count", "2");

        assertThat(followed.status()).isZero();
        List<String> lines = followed.out().lines().toList();
        assertThat(lines.get(0)).startsWith("{\"type\":\"journal\",\"format\":1,");
        assertThat(lines.stream().filter(line -> line.contains("\"rule\":\"slow\"")))
                .hasSizeGreaterThan(2);
        for (String line : lines) {
            assertThat(JSON.readTree(line).get("type").asText()).isIn("journal", "change", "injection", "lost");
        }
    }

    @Test
    void replayOfNothing_isRefusedWithWhatToDo() {
        Cli refused = Cli.run("replay", server.pid());

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("replays nothing; start it with -javaagent:chaos-agent.jar=replay=FILE");
    }
}
