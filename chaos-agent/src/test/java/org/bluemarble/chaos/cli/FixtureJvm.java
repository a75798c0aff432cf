package org.bluemarble.chaos.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosBuilder;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.RuleSequence;
import org.bluemarble.chaos.spi.DirectCallers;
import org.bluemarble.chaos.spi.Weaves;

/** A JVM to point commands at; ends with the test. */
final class FixtureJvm implements AutoCloseable {

    private final Process process;

    private FixtureJvm(Process process) throws IOException {
        this.process = process;
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new AssertionError("the fixture said '" + line + "'");
        }
    }

    /** Starts a server that has registered an engine and passes {@code fixture.pass} all the time. */
    static FixtureJvm withChaos(String... options) throws IOException {
        return start(Server.class, options);
    }

    /** Starts a server that has nothing of ours in use. */
    static FixtureJvm withoutChaos(String... options) throws IOException {
        return start(Plain.class, options);
    }

    private static FixtureJvm start(Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        // As this JVM decides.
        command.add("-D" + ChaosBuilder.SEED_PROPERTY + "=" + System.getProperty(ChaosBuilder.SEED_PROPERTY, "random"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new FixtureJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    /** Main class of the server with chaos. */
    static final class Server {

        private static final InjectionPoint POINT = Chaos.point("fixture.pass");

        private Server() {}

        public static void main(String[] arguments) {
            Weaves.announce("driver commit", List.of("fixture.pass"));
            Weaves.announce("other commit", List.of("fixture.pass"));
            Weaves.woven("driver commit", "app loader");
            // A driver that the server does not use so far.
            Weaves.announce("other rollback", List.of("fixture.idle"));
            Objects.requireNonNull(Chaos.point("fixture.idle"));
            DirectCallers.add("fixture.pass", "the fixture itself");
            FaultRule slow = FaultRule.parse("slow-evening: fixture.pass latency 1ms");
            Chaos.global()
                    .declare(new RuleSequence(
                            "evening",
                            List.of(
                                    new RuleSequence.Act(Duration.ofMinutes(5), List.of(slow)),
                                    new RuleSequence.Act(Duration.ofMinutes(1), List.of()))));
            Chaos.global().registerMBeans();
            System.out.println("ready");
            while (true) {
                POINT.pass();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Main class of the server without. */
    static final class Plain {

        private Plain() {}

        public static void main(String[] arguments) {
            System.out.println("ready");
            while (true) {
                LockSupport.park();
            }
        }
    }
}
