package org.bluemarble.chaos.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is wrong with a PID: one line, the right exit status, and the process is unharmed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnreachableTest {

    @Test
    void pidIsNoNumber_isWrongUsage() {
        refused(
                ExitStatus.USAGE,
                "PID was 'game' but must be the number of a process, as ps shows it, or a JMX service URL",
                "game");
    }

    @Test
    void attachOptionsWrong_areToldAndNothingIsAttached() throws Exception {
        try (FixtureJvm plain = FixtureJvm.withoutChaos()) {
            Cli answer = Cli.run("attach", plain.pid(), "confg=chaos.yaml", "seed=many");

            assertThat(answer.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(answer.err())
                    .isEqualToIgnoringWhitespace("chaos: 2 problems in agent options:"
                            + " 'confg' is no option; did you mean 'config'?"
                            + " seed was 'many' but must be a whole number");
            assertThat(new JvmProcess(plain.pid()).wasAttachedTo()).isFalse();
        }
    }

    @Test
    void attachToNoNumber_isWrongUsage() {
        Cli answer = Cli.run("attach", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi");

        assertThat(answer.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(answer.err()).contains("but must be the number of a process, as ps shows it");
    }

    @Test
    void noSuchProcess_isTold() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor(30, SECONDS);

        refused(ExitStatus.UNREACHABLE, "no process has the pid " + ended.pid() + "; 'ps' lists the JVMs", ended.pid());
    }

    @Test
    void processIsNoJvm_isToldAndNotSignalled() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        try {
            refused(
                    ExitStatus.UNREACHABLE,
                    "process " + sleep.pid() + " is not a JVM; 'ps' lists the JVMs",
                    sleep.pid());
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void processHasEndedAndNobodyNoticed_isTold() throws Exception {
        // The shell becomes a process that asks nobody of the end of its child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 600").start();
        try {
            long child = Long.parseLong(parent.inputReader().readLine());
            await("the child is left behind").atMost(30, SECONDS).until(() -> new JvmProcess(child).isEnding());

            refused(ExitStatus.UNREACHABLE, "process " + child + " is just ending; 'ps' lists the JVMs", child);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void commandItself_isTold() {
        long self = ProcessHandle.current().pid();

        refused(ExitStatus.UNREACHABLE, "process " + self + " is this command itself; 'ps' lists the JVMs", self);
    }

    @Test
    void jvmWithoutAgent_isToldHowToStartItAndNoAgentIsStartedInIt() throws Exception {
        try (FixtureJvm plain = FixtureJvm.withoutChaos()) {
            refused(
                    ExitStatus.UNREACHABLE,
                    "JVM " + plain.pid() + " runs without the agent; start it with -javaagent:chaos-agent.jar,"
                            + " or load it now: attach " + plain.pid(),
                    plain.pid());
            assertThat(plain.isAlive()).isTrue();
        }
    }

    @Test
    void jvmWithoutPerformanceData_isStillFound() throws Exception {
        try (FixtureJvm hidden = FixtureJvm.withChaos("-XX:-UsePerfData")) {
            assertThat(Cli.run("status", hidden.pid()).status()).isZero();
        }
    }

    @Test
    void jvmWouldDieOfTheAttachSignal_isNotSent() throws Exception {
        try (FixtureJvm deaf = FixtureJvm.withChaos("-Xrs")) {
            refused(
                    ExitStatus.UNREACHABLE,
                    "JVM " + deaf.pid() + " takes no attach requests: it is still starting, or was started with -Xrs",
                    deaf.pid());
            assertThat(deaf.isAlive()).isTrue();
        }
    }

    @Test
    void attachSwitchedOff_isTold() throws Exception {
        try (FixtureJvm closed = FixtureJvm.withChaos("-XX:+DisableAttachMechanism")) {
            Cli answer = Cli.run("status", closed.pid());

            assertThat(answer.status()).isEqualTo(ExitStatus.UNREACHABLE);
            assertThat(answer.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("chaos: JVM " + closed.pid() + " takes no attach requests: ");
        }
    }

    @Test
    void jvmEndsWhileWatched_isTold() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> watch;
        FixtureJvm server = FixtureJvm.withChaos();
        try (server) {
            watch = CompletableFuture.supplyAsync(() ->
                    ChaosCommand.run(new PrintWriter(out), new PrintWriter(err), "watch", Long.toString(server.pid())));
            await("the first look")
                    .atMost(60, SECONDS)
                    .until(() -> out.toString().contains("no rule is armed"));
        }

        assertThat(watch.get(60, SECONDS)).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("chaos: JVM " + server.pid() + " is gone, or the connection broke: ");
    }

    @Test
    void jvmShowsNoSignOfAnAgent_isListedAndLeftAlone() throws Exception {
        // Longer than a page, as class paths of servers are.
        try (FixtureJvm plain = FixtureJvm.withoutChaos("-Dlong=" + "x".repeat(10_000))) {
            assertThat(Cli.run("ps").out()).containsPattern(plain.pid() + " +\\S+Plain +no agent");

            assertThat(new JvmProcess(plain.pid()).wasAttachedTo()).isFalse();
        }
    }

    @Test
    void earlierProcessOfThisIdWasAttachedTo_isNoSignOfAnAgent() throws Exception {
        try (FixtureJvm plain = FixtureJvm.withoutChaos()) {
            Path leftBehind = Path.of("/tmp/.java_pid" + plain.pid());
            Files.writeString(leftBehind, "");
            try {
                assertThat(new JvmProcess(plain.pid()).wasAttachedTo()).isTrue();

                Files.setLastModifiedTime(
                        leftBehind, FileTime.from(Instant.now().minusSeconds(3600)));

                assertThat(new JvmProcess(plain.pid()).wasAttachedTo()).isFalse();
                assertThat(new JvmProcess(plain.pid()).mayCarryAgent()).isFalse();
            } finally {
                Files.deleteIfExists(leftBehind);
            }
        }
    }

    @Test
    void serviceUrlUnreadable_isWrongUsage() {
        Cli answer = Cli.run("status", "service:jmx:nonsense");

        assertThat(answer.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(answer.err()).contains("PID was 'service:jmx:nonsense', which is no JMX service URL");
    }

    @Test
    void nobodyListensAtTheServiceUrl_isTold() {
        Cli answer = Cli.run("status", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi");

        assertThat(answer.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(answer.err().lines())
                .singleElement()
                .asString()
                .startsWith("chaos: service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi cannot be reached over JMX: ");
    }

    @Test
    void engineUnknown_isTold() throws Exception {
        try (FixtureJvm server = FixtureJvm.withChaos()) {
            Cli answer = Cli.run("status", server.pid(), "--engine", "nobody");

            assertThat(answer.status()).isEqualTo(ExitStatus.UNREACHABLE);
            assertThat(answer.err())
                    .isEqualToIgnoringNewLines("chaos: JVM " + server.pid()
                            + " has no MBean org.bluemarble.chaos:type=Chaos,engine=nobody");
        }
    }

    private static void refused(int status, String line, Object pid) {
        Cli answer = Cli.run("status", pid);

        assertThat(answer.err()).isEqualToIgnoringNewLines("chaos: " + line);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.status()).isEqualTo(status);
    }
}
