package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.agent.children.Database;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent jar as the command line, as it is shipped. */
class CommandLineIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void jarAsCommand_findsTheServerAndArmsAFault(Jdk jdk) {
        try (ChildJvm server =
                ChildJvm.on(jdk).agent(Jars.agent(), "").on(Driver.class).run(Database.class)) {
            server.awaitLine("ready");
            String pid = String.valueOf(server.pid());

            assertThat(output(jdk, "ps"))
                    .anyMatch(line -> line.startsWith(pid) && line.contains(FaultCatalogue.VERSION));
            assertThat(output(jdk, "arm", pid, "x: jdbc.commit[kind=explicit] lost-ack limit=1 ttl=1m"))
                    .singleElement()
                    .asString()
                    .startsWith("armed x, until ");
            server.tell("tx");
            assertThat(server.awaitLine("tx")).startsWith("tx failed 90");
            assertThat(server.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void attachCommand_loadsTheAgentWithItsOptionsAndTellsWhatCameOfIt(Jdk jdk) throws IOException {
        Path config = Files.writeString(
                folder.resolve("chaos, first.yaml"),
                "rules: { lose: { at: jdbc.commit, where: { kind: explicit }, fault: lost-ack, bounds: { limit: 1 } } }");
        try (ChildJvm server = ChildJvm.on(jdk).on(Driver.class).run(Database.class)) {
            server.awaitLine("ready");
            String pid = String.valueOf(server.pid());

            assertThat(output(jdk, "attach", pid, "config=\"" + config + "\"", "allow=crash", "seed=7"))
                    .containsExactly("JVM " + pid + ": armed: lose");
            server.tell("tx");
            assertThat(server.awaitLine("tx")).startsWith("tx failed 90");
            assertThat(output(jdk, "status", pid))
                    .anyMatch(line -> line.contains(" seed 7 "))
                    .anyMatch(line -> line.contains("destructive faults: crash"));
            assertThat(output(jdk, "attach", pid))
                    .containsExactly(
                            "JVM " + pid + ": the agent is in this JVM already, by late attach; nothing was changed");
            assertThat(output(jdk, "attach", pid, "--json"))
                    .containsExactly("{\"ok\":true,\"attached\":" + pid + ",\"said\":[\"the agent is in this JVM"
                            + " already, by late attach; nothing was changed\"]}");
            try (ChildJvm again = ChildJvm.on(jdk).runJar(Jars.agent(), "attach", pid, "allow=hang")) {
                assertThat(again.exitStatus()).isEqualTo(1);
                assertThat(again.errors())
                        .containsExactly("chaos: JVM " + pid + ": the agent is in this JVM already, by late attach;"
                                + " nothing was changed, and its options cannot be: 'allow=hang'");
            }
        }
    }

    @Test
    void ruleFileIsMissing_attachCommandSaysSoAndFails() {
        try (ChildJvm server = ChildJvm.on(Jdk.current()).on(Driver.class).run(Database.class)) {
            server.awaitLine("ready");
            String pid = String.valueOf(server.pid());

            try (ChildJvm command = ChildJvm.on(Jdk.current())
                    .runJar(Jars.agent(), "attach", pid, "config=" + folder.resolve("none.yaml"))) {
                assertThat(command.exitStatus()).isEqualTo(1);
                assertThat(command.errors())
                        .singleElement()
                        .asString()
                        .startsWith("chaos: JVM " + pid + ": no rule is armed: ")
                        .contains("none.yaml");
            }
        }
    }

    @Test
    void jvmTakesNoAgents_attachCommandSaysSo() {
        try (ChildJvm server = ChildJvm.on(Jdk.current())
                .with("-XX:-EnableDynamicAgentLoading")
                .on(Driver.class)
                .run(Database.class)) {
            server.awaitLine("ready");

            try (ChildJvm command =
                    ChildJvm.on(Jdk.current()).runJar(Jars.agent(), "attach", String.valueOf(server.pid()))) {
                assertThat(command.exitStatus()).isEqualTo(1);
                assertThat(command.errors())
                        .singleElement()
                        .asString()
                        .contains("did not take ")
                        .contains("-XX:-EnableDynamicAgentLoading");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void serverRunsWithoutTheAgent_commandSaysSoAndFails(Jdk jdk) {
        try (ChildJvm server = ChildJvm.on(jdk).on(Driver.class).run(Database.class)) {
            server.awaitLine("ready");

            try (ChildJvm command = ChildJvm.on(jdk).runJar(Jars.agent(), "status", String.valueOf(server.pid()))) {
                assertThat(command.exitStatus()).isNotZero();
                assertThat(command.output()).isEmpty();
                assertThat(command.errors())
                        .anyMatch(line -> line.contains("runs without the agent; start it with -javaagent"));
            }
        }
    }

    private static List<String> output(Jdk jdk, String... arguments) {
        try (ChildJvm command = ChildJvm.on(jdk).runJar(Jars.agent(), arguments)) {
            assertThat(command.exitStatus()).as("exit status of %s", command).isZero();
            assertThat(command.errors()).isEmpty();
            return command.output();
        }
    }
}
