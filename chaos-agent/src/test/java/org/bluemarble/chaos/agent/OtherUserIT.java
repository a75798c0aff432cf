package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.bluemarble.chaos.agent.children.WaitingMain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of another user: root may control it, and anybody else is told whose it is. */
@ExtendWith(OtherUserIT.NeedsRoot.class)
class OtherUserIT {

    private static final String OTHER = "nobody";

    @TempDir
    private Path folder;

    private Path agent = Path.of("");

    /** What the other user runs must be where that user may read. */
    @BeforeEach
    void copyWhatTheOtherUserNeeds() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        agent = Files.copy(Jars.agent(), folder.resolve("chaos-agent.jar"));
        String name = WaitingMain.class.getName().replace('.', '/') + ".class";
        Path main = folder.resolve("classes").resolve(name);
        Files.createDirectories(main.getParent());
        try (InputStream bytes = WaitingMain.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(bytes, name), main);
        }
    }

    @Test
    void jvmBelongsToAnotherUser_rootControlsIt() {
        try (ChildJvm server = ChildJvm.on(Jdk.current())
                .as(OTHER, folder)
                .agent(agent, "")
                .on(folder.resolve("classes"))
                .run(WaitingMain.class)) {
            server.awaitLine("ready");
            assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().user())
                    .hasValue(OTHER);

            try (ChildJvm command = command("arm", server, "x: jdbc.commit latency 1ms ttl=1m")) {
                assertThat(command.exitStatus()).as(command.toString()).isZero();
                assertThat(command.output()).hasSize(2).first().asString().startsWith("armed x, until ");
                assertThat(command.output())
                        .as("no driver is there")
                        .contains("no class of this point is loaded so far; it takes effect when one is");
            }
            try (ChildJvm command = command("status", server)) {
                assertThat(command.exitStatus()).as(command.toString()).isZero();
                assertThat(command.output()).anyMatch(line -> line.contains("x: jdbc.commit latency 1ms"));
            }
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void jvmBelongsToRoot_anotherUserIsToldSo() {
        try (ChildJvm server = ChildJvm.on(Jdk.current()).agent(agent, "").run(WaitingMain.class)) {
            server.awaitLine("ready");

            try (ChildJvm command = ChildJvm.on(Jdk.current())
                    .as(OTHER, folder)
                    .runJar(agent, "status", String.valueOf(server.pid()))) {
                assertThat(command.exitStatus()).isEqualTo(3);
                assertThat(command.errors())
                        .containsExactly(
                                "chaos: process " + server.pid() + " belongs to root; run this command as that user");
                assertThat(command.output()).isEmpty();
            }
            assertThat(server.errors()).as("the server was not touched").isEmpty();
        }
    }

    private static ChildJvm command(String name, ChildJvm server, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = name;
        arguments[1] = String.valueOf(server.pid());
        System.arraycopy(more, 0, arguments, 2, more.length);
        return ChildJvm.on(Jdk.current()).runJar(Jars.agent(), arguments);
    }

    /** Nobody else can start a process of another user. */
    static final class NeedsRoot implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
                return ConditionEvaluationResult.enabled("this is root, and setpriv is there");
            }
            if (context.getTestMethod().isEmpty()) {
                System.out.println("LEFT OUT: " + context.getDisplayName()
                        + " needs to run as root, with setpriv of util-linux, to start a JVM as another user");
            }
            return ConditionEvaluationResult.disabled("only root can start a JVM as another user");
        }
    }
}
