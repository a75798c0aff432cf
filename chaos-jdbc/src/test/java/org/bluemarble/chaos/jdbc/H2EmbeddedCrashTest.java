package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database dies with the JVM that it is in; its file is opened by the next one, as after a real crash. */
class H2EmbeddedCrashTest extends CrashContract {

    @TempDir
    private static Path folder;

    /** By default H2 writes commits half a second after it acknowledges them: a crash may lose what was acknowledged. */
    @Override
    TestDatabase startDatabase() {
        return TestDatabase.at("jdbc:h2:file:" + folder.resolve("game") + ";WRITE_DELAY=0");
    }

    @Override
    String way() {
        return "library";
    }

    @Override
    List<String> jvmArguments() {
        return List.of();
    }

    /** Nothing travels that could be flushed: the crash is refused by name, and the commit passes undisturbed. */
    @Override
    @Test
    void crashDuringCommit_isStoredAndNobodyWasTold() throws Exception {
        String output = trade("die: jdbc.commit crash phase=during", 0);

        assertThat(output)
                .contains("committed")
                .contains("survived")
                .contains("rule 'die' could not act: at was 'flushed' but must be 'random' on an embedded H2")
                .doesNotContain("halts this JVM");
        assertThat(gold()).isEqualTo(105);
    }
}
