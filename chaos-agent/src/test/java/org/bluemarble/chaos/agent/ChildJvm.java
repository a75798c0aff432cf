package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.bluemarble.chaos.ChaosBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own, as a user would start it: what it prints is read line by line while it runs, and it never outlives the
 * {@code try} block that started it. Thread-safe.
 */
final class ChildJvm implements AutoCloseable {

    /** Machines that build are slow now and then. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What the JVM itself says when an agent appends to the boot path. It does so for every such agent. */
    private static final String CDS_WARNING = "Sharing is only supported for boot loader classes";

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        readers.add(read(process.getInputStream(), output));
        readers.add(read(process.getErrorStream(), errors));
    }

    static Builder on(Jdk jdk) {
        return new Builder(jdk);
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        in.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException closed) {
                        lines.add("(the stream broke: " + closed + ")");
                    }
                },
                "child-jvm-reader");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    long pid() {
        return process.pid();
    }

    /** Everything that was printed to standard output so far. */
    List<String> output() {
        return List.copyOf(output);
    }

    /** Everything that was printed to standard error so far, but for the JVM's own word on class data sharing. */
    List<String> errors() {
        return errors.stream().filter(line -> !line.contains(CDS_WARNING)).toList();
    }

    /** What the agent said on standard error, without its prefix. */
    List<String> said() {
        return errors().stream()
                .filter(line -> line.startsWith("chaos: "))
                .map(line -> line.substring("chaos: ".length()))
                .toList();
    }

    /** Waits for a line on standard output that begins like this, and returns it. */
    String awaitLine(String beginning) {
        return await("line '" + beginning + "' of the child JVM")
                .atMost(PATIENCE)
                .until(
                        () -> output.stream()
                                .filter(line -> line.startsWith(beginning))
                                .findFirst()
                                .or(() -> process.isAlive() ? Optional.empty() : ended(beginning)),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the agent has said something: standard error is read on another thread than standard output. */
    void awaitWord() {
        await("a word of the agent").atMost(PATIENCE).until(() -> !said().isEmpty());
    }

    private Optional<String> ended(String beginning) {
        join();
        return Optional.of(output.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("the child JVM ended without a line '" + beginning + "': " + this)));
    }

    /** Writes a line to standard input. */
    void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(this.toString(), gone);
        }
    }

    /** Ends standard input. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(this.toString(), gone);
        }
    }

    /** Waits for the end, and returns the exit status. */
    int exitStatus() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("end of %s", this)
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        join();
        return process.exitValue();
    }

    /** Loads an agent into the running JVM, as a tool does. */
    void attach(Path agent, String options) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid()));
            try {
                machine.loadAgent(agent.toString(), options);
            } finally {
                machine.detach();
            }
        } catch (Exception refused) {
            throw new IllegalStateException("attach to " + this, refused);
        }
    }

    /** Connects to the platform MBean server, as JConsole does to a local process. */
    JMXConnector jmx() {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid()));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (Exception refused) {
            throw new IllegalStateException("JMX connection to " + this, refused);
        }
    }

    private void join() {
        for (Thread reader : readers) {
            try {
                // A grandchild that holds the stream open must not hold the test.
                reader.join(PATIENCE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean ended = false;
        try {
            ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertThat(ended).as("end of child JVM %d by force", pid()).isTrue();
    }

    @Override
    public String toString() {
        return "child JVM " + pid() + ", output " + output + ", errors " + errors;
    }

    /** Collects the command line. Not thread-safe. */
    static final class Builder {

        private final Jdk jdk;
        private final List<String> jvmArguments = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>();
        private final List<String> start = new ArrayList<>();
        private final List<String> before = new ArrayList<>();
        private @Nullable Path directory;

        private Builder(Jdk jdk) {
            this.jdk = jdk;
        }

        /** Adds arguments of the JVM, in this order. */
        Builder with(String... arguments) {
            jvmArguments.addAll(Arrays.asList(arguments));
            return this;
        }

        /** Adds {@code -javaagent}. */
        Builder agent(Path jar, String options) {
            return with("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
        }

        /** Runs it as another user, which root alone can, in a folder that this user may read. */
        Builder as(String user, Path folder) {
            before.addAll(List.of("setpriv", "--reuid=" + user, "--clear-groups"));
            directory = folder;
            return this;
        }

        /** Adds entries of the class path. */
        Builder on(Path... entries) {
            for (Path entry : entries) {
                classPath.add(entry.toString());
            }
            return this;
        }

        /** Adds the entries of the class path where these classes were found by this JVM. */
        Builder on(Class<?>... types) {
            for (Class<?> type : types) {
                on(Jars.of(type));
            }
            return this;
        }

        /** Starts a main class that stands on the class path. */
        ChildJvm run(Class<?> main, String... arguments) {
            on(main);
            start.add(main.getName());
            return start(arguments);
        }

        /** Starts a main class in a named module; {@code --module-path} is among the JVM's arguments. */
        ChildJvm runModule(String moduleAndMain, String... arguments) {
            start.addAll(List.of("-m", moduleAndMain));
            return start(arguments);
        }

        /** Starts a jar. */
        ChildJvm runJar(Path jar, String... arguments) {
            start.addAll(List.of("-jar", jar.toString()));
            return start(arguments);
        }

        private ChildJvm start(String... arguments) {
            List<String> command = new ArrayList<>(before);
            command.add(jdk.java().toString());
            // As this JVM decides; before the arguments, which may say otherwise.
            command.add(
                    "-D" + ChaosBuilder.SEED_PROPERTY + "=" + System.getProperty(ChaosBuilder.SEED_PROPERTY, "random"));
            command.addAll(jvmArguments);
            if (!classPath.isEmpty()) {
                command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
            }
            command.addAll(start);
            command.addAll(Arrays.asList(arguments));
            ProcessBuilder process = new ProcessBuilder(command);
            if (directory != null) {
                process.directory(directory.toFile());
            }
            // Options of the JVM that builds must not reach the JVM that is measured.
            process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
            try {
                return new ChildJvm(process.start());
            } catch (IOException refused) {
                throw new UncheckedIOException(command.toString(), refused);
            }
        }
    }
}
