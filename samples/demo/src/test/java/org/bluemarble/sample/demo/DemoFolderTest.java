package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bluemarble.sample.game.start.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    private Path parent;

    @Test
    void folderOfARunningDemo_isRefused_andFreeAgainAfterIt() throws Exception {
        Path path = parent.resolve("target/demo");
        try (DemoFolder first = DemoFolder.open(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThatThrownBy(() -> DemoFolder.open(path))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("another demo is running in " + path + "; wait for its end or stop it");
        }

        DemoFolder.open(path).close();
    }

    @Test
    void logsAndFactsOfAnEarlierDemo_areGone() throws Exception {
        Path path = Files.createDirectories(parent.resolve("demo"));
        Files.writeString(path.resolve("naive-server.log"), "old");
        Files.writeString(path.resolve("naive-lost-ack.facts.jsonl"), "old");
        Files.writeString(path.resolve("notes.txt"), "somebody's own");

        try (DemoFolder folder = DemoFolder.open(path);
                Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).containsExactlyInAnyOrder(path.resolve("lock"), path.resolve("notes.txt"));
        }
    }

    @Test
    void placeThatIsAFile_isRefused() throws Exception {
        Path file = Files.writeString(parent.resolve("demo"), "no folder");

        assertThatThrownBy(() -> DemoFolder.open(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith(file + " must be a folder that can be written to");
    }
}
