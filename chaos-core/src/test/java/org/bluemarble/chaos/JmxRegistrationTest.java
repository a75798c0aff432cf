package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JmxRegistrationTest {

    @TempDir
    Path directory;

    @Test
    void clientWithoutOurClasses_seesAndControlsTheGlobalEngine() throws Exception {
        try (ChildJvm server = ChildJvm.withTestClasses(ManagedServer.class)) {
            server.readUntil("ready");

            List<String> said;
            List<Path> classPath =
                    List.of(classesOf(GenericClient.class), jarOf(Awaitility.class), jarOf(Matcher.class));
            try (ChildJvm client = ChildJvm.alone(classPath, GenericClient.class, Long.toString(server.pid()))) {
                said = client.readUntil("end");
            }

            assertThat(said)
                    .containsExactly(
                            "armed slow",
                            "selected",
                            "rules 1 slow",
                            "enabled false",
                            "java.lang.IllegalArgumentException: 2 problems in rule 'slow':",
                            "  column 1   id was 'slow', which is armed already; disarm it first, or choose another id",
                            "  column 28  latency was '5' but needs a unit, for example 5ms",
                            "java.lang.IllegalArgumentException: id was 'slwo' but must be that of an armed rule;"
                                    + " armed: slow",
                            "explain Optional[slow: fixture.pass latency 1ms ttl=5m]",
                            "check []",
                            "killed 1",
                            "rule bean false",
                            "java.lang.IllegalArgumentException: rule 'slow': the kill switch was thrown (enough), so"
                                    + " nothing may be armed; reset it first",
                            "heard [org.bluemarble.chaos.armed, org.bluemarble.chaos.disabled,"
                                    + " org.bluemarble.chaos.refused, org.bluemarble.chaos.killed,"
                                    + " org.bluemarble.chaos.killed, org.bluemarble.chaos.refused]");
        }
    }

    @Test
    void noPlatformServerYet_neitherItNorLoggingIsTouched() throws Exception {
        Path loaded = directory.resolve("classes.log");
        try (ChildJvm server =
                ChildJvm.withTestClasses(UntouchedServer.class, "-Xlog:class+load:file=" + loaded + ":none")) {
            assertThat(server.readUntil("done")).containsExactly("injected 1");
        }

        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.startsWith("org.bluemarble.chaos.Chaos "))
                .noneMatch(line -> line.startsWith("java.util.logging."))
                .noneMatch(line -> line.startsWith("java.lang.System$Logger"))
                .noneMatch(line -> line.startsWith("sun.management.ManagementFactoryHelper "))
                .noneMatch(line -> line.startsWith("com.sun.jmx.mbeanserver.JmxMBeanServer "));
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** A directory with the classes of one source file and nothing else. */
    private Path classesOf(Class<?> type) throws Exception {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = directory.resolve("alone").resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
            Files.copy(bytes, copy);
        }
        return directory.resolve("alone");
    }
}
