package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command against one server that runs, from arming to the kill switch. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static FixtureJvm server;

    @BeforeAll
    static void start() throws Exception {
        server = FixtureJvm.withChaos();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void disarm() {
        Cli.run("disarm", server.pid(), "--all");
        Cli.run("reset", server.pid());
    }

    @Test
    void armedUnderALease_ruleLivesAsLongAsTheCommand() throws Exception {
        Thread command = new Thread(
                () -> Cli.run("arm", server.pid(), "--lease", "1s", "leased: fixture.pass latency 1ms ttl=5m"));
        command.start();
        await("the rule to be armed").atMost(30, SECONDS).until(() -> isArmed("leased"));
        // Longer than the lease: it is renewed.
        await("renewals").pollDelay(3, SECONDS).atMost(30, SECONDS).until(() -> isArmed("leased"));

        command.interrupt();
        command.join();

        assertThat(isArmed("leased")).isFalse();
    }

    @Test
    void leaseThatIsWrong_isRefused() {
        assertThat(Cli.run("arm", server.pid(), "--lease", "1", "x: fixture.pass latency 1ms")
                        .err())
                .contains("--lease was '1' but needs a unit");
        assertThat(Cli.run("arm", server.pid(), "--lease", "2h", "x: fixture.pass latency 1ms")
                        .err())
                .contains("lease was 2h but must lie between 1s and 1h");
        Cli refused = Cli.run("arm", server.pid(), "--lease", "9s", "x: fixture.pas latency 1ms");
        assertThat(refused.err()).contains("did you mean 'fixture.pass'?");
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
    }

    private static boolean isArmed(String id) {
        return Cli.run("status", server.pid(), "--json").out().contains("\"id\":\"" + id + "\"");
    }

    @Test
    void armed_ruleActsAndStatusShowsIt() {
        Cli armed = Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");

        assertThat(armed.err()).isEmpty();
        assertThat(armed.out()).matches("armed slow, until 20\\S+Z\\R");
        assertThat(armed.status()).isZero();
        await("calls are disturbed")
                .atMost(30, SECONDS)
                .until(() -> rule("slow").get("done").asLong() > 0);
        assertThat(Cli.run("status", server.pid()).out())
                .contains("JVM " + server.pid() + "  engine global  version ")
                .contains("ceiling  ttl up to 1h, share up to 100%, destructive faults: none")
                .containsPattern("driver commit +WOVEN +fixture.pass +app loader")
                .contains("ABSENT: classes not loaded so far, of other")
                .contains("passed without woven code: fixture.pass: the fixture itself")
                .containsPattern("RULE +FLAG +POINT +FAULT +PHASE +ENDS IN")
                .containsPattern("slow +on +fixture.pass +latency +before +4m\\d+s")
                // To the millisecond.
                .containsPattern(
                        "(?m)^20\\S+:\\d\\d(\\.\\d{3})?Z +ARMED +slow +jmx +slow: fixture.pass latency 1ms ttl=5m");
    }

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

    @Test
    void ruleNotQuoted_isPutTogether() {
        Cli armed = Cli.run("arm", server.pid(), "slow:", "fixture.pass", "latency", "1ms", "ttl=5m");

        assertThat(armed.status()).isZero();
        assertThat(rule("slow").get("rule").asText()).isEqualTo("slow: fixture.pass latency 1ms ttl=5m");
    }

    @Test
    void ruleWrong_isRefusedWithEveryProblem() {
        Cli refused = Cli.run("arm", server.pid(), "slow: fixture.psas latency 5");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("chaos: 2 problems in rule 'slow':")
                .contains("did you mean 'fixture.pass'?")
                .contains("needs a unit, for example 5ms");
        assertThat(status().get("rules")).isEmpty();
    }

    @Test
    void ruleWrongAndJsonAsked_answerIsJsonWithTheStatus() throws Exception {
        Cli refused = Cli.run("arm", server.pid(), "--json", "slow: fixture.psas latency 5ms");

        JsonNode answer = JSON.readTree(refused.out());
        assertThat(answer.get("ok").asBoolean()).isFalse();
        assertThat(answer.get("status").asInt()).isEqualTo(refused.status()).isEqualTo(1);
        assertThat(answer.get("error").asText()).contains("did you mean 'fixture.pass'?");
    }

    @Test
    void flagSwitched_ruleIsOffAndOnAgain() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");

        assertThat(Cli.run("disable", server.pid(), "slow").out()).isEqualToIgnoringNewLines("disabled slow");
        assertThat(rule("slow").get("enabled").asBoolean()).isFalse();
        assertThat(Cli.run("enable", server.pid(), "slow", "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"enabled\":\"slow\"}");
        assertThat(rule("slow").get("enabled").asBoolean()).isTrue();
    }

    @Test
    void flagDecidedAndReleased_statusSaysWhoDecides() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms ttl=5m");
        Cli.run("disable", server.pid(), "slow");

        assertThat(Cli.run("status", server.pid()).out()).containsPattern("slow +off by jmx +fixture.pass");
        assertThat(rule("slow").get("decidedBy").asText()).isEqualTo("jmx");
        assertThat(rule("slow").get("decisions").get(1).asText()).isEqualTo("rule says on");
        assertThat(Cli.run("release", server.pid(), "slow").out()).isEqualToIgnoringNewLines("released slow");
        assertThat(rule("slow").get("enabled").asBoolean()).isTrue();
        assertThat(Cli.run("release", server.pid(), "slow").out())
                .isEqualToIgnoringNewLines("nothing to release: no decision about slow was made over JMX");
    }

    @Test
    void incidentArmedAndDisarmed_itsRulesAreOne() throws Exception {
        Cli list = Cli.run("incidents", server.pid());
        assertThat(list.status()).isZero();
        assertThat(list.out())
                .contains("login-outage: The login service is slow, then fails; players who are in stay in.")
                .contains("    point (text; required): the named point that logins pass")
                .contains("redis-failover: ")
                .contains("    not available: it needs chaos-redis, which is not here");

        // A share that never comes: what it throws would end the server.
        Cli armed = Cli.run("arm", server.pid(), "incident:login-outage", "point=fixture.pass", "share=0.0000001%");

        assertThat(armed.err()).isEmpty();
        assertThat(armed.out()).isEqualToIgnoringNewLines("armed incident:login-outage");
        assertThat(status().get("rules")).hasSize(2);
        assertThat(Cli.run("explain", server.pid(), "incident:login-outage").out())
                .contains("what     The login service is slow, then fails")
                .contains("login-outage-slow: fixture.pass latency 3s")
                .contains("login-outage-fail: fixture.pass exception");
        Cli.run("disable", server.pid(), "incident:login-outage");
        assertThat(rule("login-outage-slow").get("enabled").asBoolean()).isFalse();
        assertThat(rule("login-outage-fail").get("decidedBy").asText()).isEqualTo("jmx");
        assertThat(JSON.readTree(Cli.run("incidents", server.pid(), "--json").out())
                        .findValuesAsText("armed"))
                .contains("true");
        assertThat(Cli.run("disarm", server.pid(), "incident:login-outage").out())
                .isEqualToIgnoringNewLines("disarmed incident:login-outage");
        assertThat(status().get("rules")).isEmpty();
    }

    @Test
    void incidentUnknownOrWrong_isRefusedWithWhatIsNear() {
        Cli unknown = Cli.run("arm", server.pid(), "incident:login-outtage");
        Cli wrong = Cli.run("arm", server.pid(), "incident:login-outage", "dellay=1ms", "duration=10");

        assertThat(unknown.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(unknown.err()).contains("did you mean 'login-outage'?");
        assertThat(wrong.err())
                .contains("3 problems in incident:")
                .contains("dellay is unknown; did you mean 'delay'?")
                .contains("duration was '10' but needs a unit, for example 10ms")
                .contains("point is missing: the named point that logins pass");
    }

    @Test
    void flagOfNoRule_isRefused() {
        Cli refused = Cli.run("enable", server.pid(), "slow");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines("chaos: id was 'slow' but must be that of an armed rule; none is armed");
    }

    @Test
    void disarmed_oneOrAll() {
        Cli.run("arm", server.pid(), "a: fixture.pass latency 1ms");
        Cli.run("arm", server.pid(), "b: fixture.pass latency 1ms");
        Cli.run("arm", server.pid(), "c: fixture.pass latency 1ms");

        assertThat(Cli.run("disarm", server.pid(), "a").out()).isEqualToIgnoringNewLines("disarmed a");
        assertThat(Cli.run("disarm", server.pid(), "--all").out()).isEqualToIgnoringNewLines("disarmed 2 rules");
        Cli nothing = Cli.run("disarm", server.pid(), "a");
        assertThat(nothing.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(nothing.err()).isEqualToIgnoringNewLines("chaos: no rule 'a' is armed in JVM " + server.pid());
        assertThat(Cli.run("disarm", server.pid()).status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void killSwitchThrown_nothingCanBeArmedUntilReset() {
        Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms");

        assertThat(Cli.run("kill-switch", server.pid(), "--reason", "players complain")
                        .out())
                .isEqualToIgnoringNewLines("kill switch thrown, 1 rule disarmed; 'reset' permits arming again");
        assertThat(Cli.run("status", server.pid()).out())
                .contains("KILL SWITCH THROWN: players complain; 'reset' permits arming again")
                .contains("no rule is armed");
        Cli refused = Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms");
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("players complain");
        assertThat(Cli.run("reset", server.pid()).status()).isZero();
        assertThat(Cli.run("arm", server.pid(), "slow: fixture.pass latency 1ms")
                        .status())
                .isZero();
    }

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
    void pointDeclared_ruleMayNameIt() {
        String rule = "later: fixture.later latency 1ms";
        assertThat(Cli.run("arm", server.pid(), rule).status()).isEqualTo(ExitStatus.REFUSED);

        Cli declared = Cli.run("declare-point", server.pid(), "fixture.later");

        assertThat(declared.out()).isEqualToIgnoringNewLines("declared fixture.later");
        assertThat(declared.status()).isZero();
        assertThat(Cli.run("arm", server.pid(), rule).status()).isZero();
        Cli wrong = Cli.run("declare-point", server.pid(), "Later");
        assertThat(wrong.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(wrong.err()).startsWith("chaos: point name was 'Later' but must read target.operation");
    }

    @Test
    void nothingWovenIsTakenOut_isTold() {
        Cli unwoven = Cli.run("unweave", server.pid());

        assertThat(unwoven.status()).isZero();
        assertThat(unwoven.out()).isEqualToIgnoringNewLines("no class had code of the agent");
        assertThat(Cli.run("unweave", server.pid(), "--json").out())
                .isEqualToIgnoringNewLines("{\"ok\":true,\"classes\":0}");
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

    private static JsonNode status() {
        try {
            return JSON.readTree(Cli.run("status", server.pid(), "--json").out());
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static JsonNode rule(String id) {
        for (JsonNode rule : status().get("rules")) {
            if (rule.get("id").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("no rule " + id);
    }
}
