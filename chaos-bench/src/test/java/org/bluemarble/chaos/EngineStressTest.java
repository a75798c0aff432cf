package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine's races under jcstress, in its shortest mode: enough to find a race that is plainly open. The long way is the
 * {@code stress} command of {@code chaos-bench.jar}.
 */
class EngineStressTest {

    private static final List<Class<?>> STRESSED =
            List.of(EngineStress.class, BoundsStress.class, GateStress.class, ArmingStress.class);

    private static final long TESTS = STRESSED.stream()
            .flatMap(type -> Stream.of(type.getDeclaredClasses()))
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .count();

    @TempDir
    Path folder;

    @Test
    void everyRace_endsAsItMust() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process stress = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        STRESSED.stream().map(Class::getSimpleName).collect(Collectors.joining("|", "(", ")")),
                        // One short run of each; no variants of compilation, heap, processor affinity.
                        "-m",
                        "sanity",
                        "-iters",
                        "2",
                        "-time",
                        "100",
                        "-sc",
                        "false",
                        "-af",
                        "none",
                        "-jvmArgs",
                        "-Xmx256m -XX:+UseParallelGC",
                        "-r",
                        folder.resolve("report").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(stress.waitFor(300, TimeUnit.SECONDS))
                    .as("jcstress ended")
                    .isTrue();
        } finally {
            stress.destroyForcibly();
        }

        assertThat(Files.readString(output))
                .contains("Failed tests: No matches.")
                .contains("Error tests: No matches.")
                .contains("All remaining tests: " + TESTS + " matching test results.")
                .doesNotContain("TEST FAILURES");
        assertThat(stress.exitValue()).isZero();
    }
}
