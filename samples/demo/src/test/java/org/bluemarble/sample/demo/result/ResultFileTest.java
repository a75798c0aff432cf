package org.bluemarble.sample.demo.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void run_hasExactlyTheFieldsOfSchemaOne() throws IOException {
        JsonNode result = written(List.of(MadeUpRuns.lostAckOnNaive()));

        assertThat(names(result)).containsExactly("schema", "seed", "runs");
        assertThat(result.get("schema").intValue()).isEqualTo(1);
        assertThat(result.get("seed").longValue()).isEqualTo(42);
        JsonNode run = result.get("runs").get(0);
        assertThat(names(run))
                .containsExactly(
                        "server",
                        "fault",
                        "seconds",
                        "acknowledged",
                        "in_doubt",
                        "injections",
                        "jvm_deaths",
                        "db_deaths",
                        "verdict",
                        "expected",
                        "violations");
        assertThat(run.get("server").textValue()).isEqualTo("naive");
        assertThat(run.get("fault").textValue()).isEqualTo("lost-ack");
        assertThat(run.get("seconds").doubleValue()).isEqualTo(5.0);
        assertThat(run.get("acknowledged").longValue()).isEqualTo(198);
        assertThat(run.get("in_doubt").longValue()).isZero();
        assertThat(run.get("injections").longValue()).isEqualTo(3);
        assertThat(run.get("verdict").textValue()).isEqualTo("violated");
        assertThat(run.get("expected").textValue()).isEqualTo("violated");
    }

    @Test
    void violation_isInvariantCountAndFirstWitness() throws IOException {
        JsonNode violations =
                written(List.of(MadeUpRuns.lostAckOnNaive())).get("runs").get(0).get("violations");

        assertThat(violations).hasSize(2);
        assertThat(names(violations.get(1))).containsExactly("invariant", "count", "witness");
        assertThat(violations.get(1).get("invariant").textValue()).isEqualTo("I9");
        assertThat(violations.get(1).get("count").longValue()).isEqualTo(3);
        assertThat(violations.get(1).get("witness").textValue()).contains("wrote leg GOLD of p3 2 times");
    }

    @Test
    void runs_keepTheirOrder() throws IOException {
        JsonNode runs = written(MadeUpRuns.all()).get("runs");

        assertThat(runs).hasSize(MadeUpRuns.all().size());
        assertThat(runs.get(1).get("fault").textValue()).isEqualTo("crash-after");
        assertThat(runs.get(1).get("violations")).isEmpty();
    }

    @Test
    void earlierFile_isReplaced_andNothingElseIsLeft() throws IOException {
        written(MadeUpRuns.all());

        JsonNode second = written(List.of(MadeUpRuns.lostAckOnNaive()));

        assertThat(second.get("runs")).hasSize(1);
        try (var files = Files.list(folder.resolve("deeper"))) {
            assertThat(files).containsExactly(folder.resolve("deeper/result.json"));
        }
    }

    private JsonNode written(List<RunOutcome> runs) throws IOException {
        Path file = folder.resolve("deeper/result.json");
        ResultFile.write(file, 42, runs);
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
