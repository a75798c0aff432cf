package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.agent.children.Database;
import org.h2.Driver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent jar as the command line, as it is shipped. */
class CommandLineIT {

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
