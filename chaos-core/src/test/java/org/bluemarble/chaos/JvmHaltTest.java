package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real crashes, of child JVMs. */
class JvmHaltTest {

    @TempDir
    Path folder;

    private int exitStatusOf(String how, ProcessBuilder.Redirect error) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HaltingServer.class.getName(),
                        folder.toString(),
                        how)
                .redirectError(error)
                .start();
        try {
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).as("the JVM ended").isTrue();
            return child.exitValue();
        } finally {
            child.destroyForcibly();
        }
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void crashUnderTraffic_noThreadPassesAPointOnceTheyAreClosed() throws Exception {
        Path error = folder.resolve("error");

        int status = exitStatusOf("pass", ProcessBuilder.Redirect.to(error.toFile()));

        assertThat(lines("error")).containsExactly("chaos: crash by rule 'crash' at halting.crash halts this JVM");
        assertThat(status).isEqualTo(Crash.EXIT_STATUS).isEqualTo(137);
        assertThat(files())
                .as("files that only a passed gate or a shutdown hook would write")
                .allMatch(name ->
                        name.equals("error") || name.equals(HaltingServer.LAST_WORDS) || name.startsWith("writer-"));
        long closed = Long.parseLong(lines(HaltingServer.LAST_WORDS).get(0));
        for (String writer :
                files().stream().filter(name -> name.startsWith("writer-")).toList()) {
            assertThat(lines(writer))
                    .as("when the calls of %s began", writer)
                    .isNotEmpty()
                    .allMatch(began -> Long.parseLong(began) - closed < 0);
        }
    }

    @Test
    void crashSoon_callGoesOnAndTheJvmHalts() throws Exception {
        assertThat(exitStatusOf("soon", ProcessBuilder.Redirect.DISCARD)).isEqualTo(Crash.EXIT_STATUS);

        assertThat(files()).doesNotContain(HaltingServer.HOOK);
    }

    /** A full pipe or a logging framework's lock must not turn a crash into a server that stands still. */
    @Test
    void standardErrorIsBlocked_jvmHaltsAllTheSame() throws Exception {
        assertThat(exitStatusOf("blocked", ProcessBuilder.Redirect.PIPE)).isEqualTo(Crash.EXIT_STATUS);

        assertThat(lines("blocked")).as("standard error was blocked").containsExactly("true");
    }
}
