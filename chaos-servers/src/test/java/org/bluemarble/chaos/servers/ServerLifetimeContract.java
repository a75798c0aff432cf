package org.bluemarble.chaos.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends with the JVM that started it, and who may run it. */
abstract class ServerLifetimeContract {
    @TempDir
    Path folder;

    abstract String kind();

    abstract DatabaseServer startIn(Path directory);

    @Test
    void ordinaryUser_canRunIt() throws IOException {
        // Where the tests do not run as root, every other test shows the same.
        Class<?> main = ServerHolder.class;
        try (ChildJvm jvm = Platform.userId() == 0
                ? ChildJvm.asNobody(folder, main, kind())
                : ChildJvm.asThisUser(folder, main, kind())) {
            assertThat(jvm.awaitLine("uid")).isEqualTo(Platform.userId() == 0 ? "65534" : "" + Platform.userId());
            assertThat(jvm.awaitLine("server")).matches("[0-9]+");
        }
    }

    @Test
    void interruptedJvm_leavesNothingBehind() throws IOException, InterruptedException {
        try (ChildJvm jvm = ChildJvm.asThisUser(folder, ServerHolder.class, kind())) {
            long server = Long.parseLong(jvm.awaitLine("server"));

            jvm.signal("INT");

            assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(runFolders()).isEmpty();
        }
    }

    @Test
    void killedJvm_takesItsServerAlong_andTheNextRunDeletesTheFolder() throws IOException, InterruptedException {
        try (ChildJvm jvm = ChildJvm.asThisUser(folder, ServerHolder.class, kind())) {
            long server = Long.parseLong(jvm.awaitLine("server"));

            jvm.signal("KILL");

            if (!Platform.current().hasParentDeathSignal()) {
                ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly); // the promise is for the others
            }
            await("the server's end").atMost(Duration.ofSeconds(60)).until(() -> !ProcessState.runs(server));
        }
        Path left = runFolders().get(0);
        await("its children's end")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        DirectoryProcesses.of(left.resolve("data").toRealPath()).isEmpty());
        Files.setLastModifiedTime(
                left.resolve("chaos-server.lock"), FileTime.from(Instant.now().minusSeconds(3600)));
        try (ChildJvm next = ChildJvm.asThisUser(folder, ServerHolder.class, kind())) {
            next.awaitLine("server");
            assertThat(left).doesNotExist();
            next.signal("INT");
        }
    }

    @Test
    void directoryOfAnotherRun_isRefused() throws IOException, InterruptedException {
        Path directory = folder.resolve("game");
        try (ChildJvm jvm = ChildJvm.asThisUser(folder, ServerHolder.class, kind(), directory.toString())) {
            jvm.awaitLine("server");

            assertThatThrownBy(() -> startIn(directory))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("dataDirectory was " + directory.toRealPath()
                            + " but must not be in use; it is used by another run: process " + jvm.pid());
            jvm.signal("INT");
        }
        startIn(directory).close();
    }

    private List<Path> runFolders() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("chaos-"))
                    .toList();
        }
    }
}
