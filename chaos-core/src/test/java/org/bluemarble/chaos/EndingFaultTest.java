package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that end a JVM or make it say that it cannot go on, in child JVMs. */
class EndingFaultTest {

    @TempDir
    Path folder;

    private int exitStatus(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), EndingServer.class.getName(), folder.toString()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).as("the JVM ended").isTrue();
            return child.exitValue();
        } finally {
            child.destroyForcibly();
        }
    }

    private List<String> notes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void crashWithAStatus_haltsWithIt() throws Exception {
        assertThat(exitStatus(List.of(), "crash status=3")).isEqualTo(3);

        assertThat(notes()).isEmpty();
    }

    @Test
    void exit_runsHooksWhileTheCallGoesOn() throws Exception {
        assertThat(exitStatus(List.of(), "exit")).isEqualTo(Exit.DEFAULT_STATUS);

        assertThat(notes()).containsExactly("hook", "went-on");
    }

    @Test
    void exitWithAHookThatNeverEnds_isHaltedWhenPatienceIsOver() throws Exception {
        assertThat(exitStatus(List.of(), "exit status=7 patience=10s", "stuck")).isEqualTo(7);

        assertThat(notes()).contains("hook");
    }

    @Test
    void outOfMemory_isARealErrorThatTheCallerSees() throws Exception {
        assertThat(exitStatus(List.of(), "out-of-memory")).isZero();

        assertThat(notes()).containsExactly("OutOfMemoryError", "hook");
    }

    @Test
    void outOfMemoryWhereTheJvmExitsOnIt_endsTheJvm() throws Exception {
        assertThat(exitStatus(List.of("-XX:+ExitOnOutOfMemoryError"), "out-of-memory"))
                .isEqualTo(3);

        assertThat(notes()).as("the JVM did not get back to the caller").isEmpty();
    }

    @Test
    void stackOverflow_isARealErrorThatTheCallerSees() throws Exception {
        assertThat(exitStatus(List.of(), "stack-overflow")).isZero();

        assertThat(notes()).containsExactly("StackOverflowError", "hook");
    }
}
