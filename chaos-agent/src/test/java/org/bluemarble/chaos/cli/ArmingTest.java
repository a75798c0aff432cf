package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What is armed, and what is told at once, so that nobody has to ask why a rule does not fire. */
class ArmingTest extends CommandsOnAServer {

    private static final String REMARK = "no class of this point is loaded so far; it takes effect when one is";

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
    void armedUnderALease_ruleLivesAsLongAsTheCommand() throws Exception {
        Thread command = new Thread(
                () -> Cli.run("arm", server.pid(), "--lease", "10s", "leased: fixture.pass latency 1ms ttl=5m"));
        command.start();
        await("the rule to be armed").atMost(30, SECONDS).until(() -> isArmed("leased"));
        // Longer than the lease: it is renewed.
        await("renewals").pollDelay(12, SECONDS).atMost(30, SECONDS).until(() -> isArmed("leased"));

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
    void noClassOfThePointIsLoaded_isRemarked() throws Exception {
        Cli words = Cli.run("arm", server.pid(), "idle: fixture.idle latency 1ms");
        Cli json = Cli.run("arm", server.pid(), "--json", "idle-too: fixture.idle latency 1ms");

        assertThat(words.out()).matches("armed idle, until 20\\S+Z\\R" + REMARK + "\\R");
        assertThat(words.status()).isZero();
        assertThat(JSON.readTree(json.out()).get("remark").asText()).isEqualTo(REMARK);
        JsonNode status =
                JSON.readTree(Cli.run("status", server.pid(), "--json").out());
        assertThat(status.get("rules").get(0).get("remark").asText()).isEqualTo(REMARK);
    }

    @Test
    void classOfThePointIsThere_nothingIsRemarked() throws Exception {
        assertThat(Cli.run("arm", server.pid(), "busy: fixture.pass latency 1ms")
                        .out())
                .matches("armed busy, until 20\\S+Z\\R");
        assertThat(JSON.readTree(Cli.run("arm", server.pid(), "--json", "busy-too: fixture.pass latency 1ms")
                                .out())
                        .get("remark")
                        .isNull())
                .isTrue();
    }

    @Test
    void armedUnderALease_theSameIsRemarked() throws Exception {
        StringBuilder said = new StringBuilder();
        Thread command = new Thread(
                () -> said.append(Cli.run("arm", server.pid(), "--lease", "1m", "idle: fixture.idle latency 1ms ttl=5m")
                        .out()));
        command.start();
        await("the rule to be armed").atMost(30, SECONDS).until(() -> isArmed("idle"));
        command.interrupt();
        command.join();

        assertThat(said.toString()).contains("Ctrl-C disarms it" + System.lineSeparator() + REMARK);
    }
}
