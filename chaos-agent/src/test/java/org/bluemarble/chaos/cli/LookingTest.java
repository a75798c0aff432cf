package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a person sees without changing anything: explanations, lists and the live view. */
class LookingTest extends CommandsOnAServer {

    @Test
    void ruleExplained_whetherItCouldBeArmedIsTheStatus() throws Exception {
        Cli fine = Cli.run("explain", server.pid(), "slow: fixture.pass latency 1ms");
        Cli forbidden = Cli.run("explain", server.pid(), "--json", "boom: fixture.pass crash");

        assertThat(fine.status()).isZero();
        assertThat(fine.out()).startsWith("slow: fixture.pass latency 1ms").contains("what     latency delay 1ms");
        assertThat(forbidden.status()).isEqualTo(ExitStatus.REFUSED);
        JsonNode answer = JSON.readTree(forbidden.out());
        assertThat(answer.get("ok").asBoolean()).isFalse();
        assertThat(answer.get("problems")).hasSize(1);
        assertThat(answer.get("problems").get(0).asText()).contains("destructive");
        assertThat(status().get("rules")).isEmpty();
    }

    @Test
    void armedRuleExplained_countsAreTold() {
        Cli.run("arm", server.pid(), "slow: fixture.pass[player=p7] latency 1ms");

        await("calls pass")
                .atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(
                                Cli.run("explain", server.pid(), "slow").out())
                        .containsPattern("why      \\d+ calls were not selected: none had player = p7"));
    }

    @Test
    void watchedWithoutTerminal_linesOfRulesAndChanges() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");

        Cli watched = Cli.run("watch", server.pid(), "--count", 2);

        assertThat(watched.status()).isZero();
        assertThat(watched.out().lines().filter(line -> line.contains(" ARMED slow by jmx: ")))
                .isNotEmpty();
        assertThat(watched.out().lines().filter(line -> line.contains(" rule slow on selected=")))
                .hasSize(2);
        assertThat(watched.out()).doesNotContain("\u001b");
    }

    @Test
    void watchedInJson_oneObjectALine() {
        Cli watched = Cli.run("watch", server.pid(), "--count", 2, "--json");

        assertThat(watched.out().lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).get("engine").asText()).isEqualTo("global"));
    }

    @Test
    void refusalWithSeveralProblems_isOneLineInTablesAndLists() {
        Cli.run("arm", server.pid(), "slow: fixture.psas latency 5");

        assertThat(Cli.run("status", server.pid()).out())
                .containsPattern("REFUSED +slow +jmx +2 problems in rule 'slow': column 7 .*; column 28 ");

        Cli watched = Cli.run("watch", server.pid(), "--count", 1);

        assertThat(watched.out().lines().filter(line -> line.contains(" REFUSED slow by jmx: 2 problems")))
                .isNotEmpty()
                .allMatch(line ->
                        line.matches("20\\S+:\\d\\d(\\.\\d{3})?Z REFUSED slow by jmx: 2 problems in rule 'slow':"
                                + " column 7 +point was 'fixture\\.psas'.*; column 28 .*"));
    }

    @Test
    void listed_versionAndArmedRulesAreShown() throws Exception {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");

        // Without --all: a test has no business in the other JVMs of this machine.
        Cli list = Cli.run("ps", "--json");

        assertThat(list.status()).isZero();
        JsonNode found = null;
        for (JsonNode jvm : JSON.readTree(list.out())) {
            if (jvm.get("pid").asLong() == server.pid()) {
                found = jvm;
            }
        }
        assertThat(found).isNotNull();
        assertThat(found.get("main").asText()).endsWith("FixtureJvm$Server");
        assertThat(found.get("agent").asText()).isEqualTo("0.1.0");
        assertThat(found.get("armed")).hasSize(1);
        assertThat(found.get("armed").get(0).asText()).isEqualTo("slow");
        assertThat(Cli.run("ps").out())
                .containsPattern("PID +MAIN +AGENT +ARMED")
                .containsPattern(server.pid() + " +\\S+Server +0\\.1\\.0 +slow");
    }
}
