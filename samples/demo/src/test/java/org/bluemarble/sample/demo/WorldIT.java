package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged experiments on two shards: all of them, shortened, on the correct servers, and one on the naive ones, which
 * must be caught. The script {@code ./demo world} plays the rest.
 */
class WorldIT {
    private static final int MINUTES = 15;

    @TempDir
    private Path folder;

    @Test
    void correctServers_keepEveryPromiseUnderEveryFault() throws Exception {
        JsonNode runs = play("--server", "correct", "--players", "4", "--bosses", "3");

        assertThat(runs.findValuesAsText("experiment"))
                .containsExactly(
                        "latency", "duplicates", "reorder", "connection-storm", "partition", "one-way-partition");
        for (JsonNode run : runs) {
            assertThat(run.get("verdict").textValue()).as(run::toString).isEqualTo("holds");
            assertThat(run.get("checks"))
                    .as(run::toString)
                    .isNotEmpty()
                    .allMatch(check -> check.get("holds").booleanValue());
        }
        assertThat(checks(runs.get(0))).contains("boss-once", "skew", "reward-once", "economy");
        assertThat(checks(runs.get(3))).contains("players-back");
        assertThat(checks(runs.get(4))).contains("nothing-crossed");
        assertThat(checks(runs.get(5))).contains("nothing-crossed");
        assertThat(Files.readString(folder.resolve("world.html")))
                .contains("6 of 6 runs", "correct servers under partition");
    }

    @Test
    void naiveServers_whenMessagesComeTwice_areCaughtDoublingRewards() throws Exception {
        JsonNode naive = play("--server", "naive", "--experiment", "duplicates", "--players", "4", "--bosses", "3")
                .get(0);

        assertThat(naive.get("verdict").textValue()).isEqualTo("violated");
        JsonNode rewards = StreamSupport.stream(naive.get("checks").spliterator(), false)
                .filter(check -> check.get("name").textValue().equals("reward-once"))
                .findFirst()
                .orElseThrow();
        assertThat(rewards.get("holds").booleanValue()).isFalse();
        assertThat(rewards.get("found").textValue())
                .doesNotContain(" 0 doubled")
                .contains(" got it 2x");
    }

    @Test
    void badInput_isOneClearLine_andStatusTwo() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder, "world", "--experiment", "partitoin")) {
            assertThat(demo.await()).isEqualTo(2);
            assertThat(demo.output())
                    .isEqualTo("--experiment was 'partitoin' but must be one of latency, duplicates, reorder,"
                            + " connection-storm, partition, one-way-partition; did you mean 'partition'?");
        }
    }

    /** {@return the runs; each as expected, each of its rules fired} */
    private JsonNode play(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        all[0] = "world";
        System.arraycopy(options, 0, all, 1, options.length);
        try (DemoProcess demo = DemoProcess.start(folder, all)) {
            assertThat(demo.await(MINUTES)).as(demo::output).isZero();
        }
        JsonNode runs = new ObjectMapper()
                .readTree(folder.resolve("world.json").toFile())
                .get("runs");
        for (JsonNode run : runs) {
            assertThat(run.get("as_expected").booleanValue()).as(run::toString).isTrue();
            assertThat(run.get("rules"))
                    .as(run::toString)
                    .isNotEmpty()
                    .allMatch(rule -> rule.get("struck").longValue() > 0);
        }
        return runs;
    }

    private static Iterable<String> checks(JsonNode run) {
        return run.get("checks").findValuesAsText("name");
    }
}
