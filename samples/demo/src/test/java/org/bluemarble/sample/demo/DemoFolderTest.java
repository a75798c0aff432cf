package org.bluemarble.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void placeThatIsAFile_isRefused() throws Exception {
        Path file = Files.writeString(parent.resolve("demo"), "no folder");

        assertThatThrownBy(() -> DemoFolder.open(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith(file + " must be a folder that can be written to");
    }
}
