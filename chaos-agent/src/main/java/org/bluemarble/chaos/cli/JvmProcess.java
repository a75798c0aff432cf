package org.bluemarble.chaos.cli;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be told of a process without touching it. Attaching sends SIGQUIT to whatever has the pid, and that ends a
 * process that does not expect it: only what is known to be a JVM, and to listen, may be attached to.
 *
 * @param pid the process
 */
record JvmProcess(long pid) {

    private static final int SIGQUIT = 3;

    /** Start times are counted in ticks since the machine's own start, and off by some of them. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(2);

    boolean exists() {
        return ProcessHandle.of(pid).isPresent();
    }

    boolean isThisProcess() {
        return pid == ProcessHandle.current().pid();
    }

    /** {@return the name of the user it runs as} */
    Optional<String> user() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().user());
    }

    /** {@return whether this user may not control it; false where that cannot be told} */
    boolean belongsToAnotherUser() {
        String self = ProcessHandle.current().info().user().orElse("");
        return !self.equals("root")
                && user().filter(owner -> !owner.equals(self)).isPresent();
    }

    boolean isJvm() {
        return isListed() || hasJvmLibrary();
    }

    private boolean isListed() {
        return VirtualMachine.list().stream().anyMatch(machine -> machine.id().equals(Long.toString(pid)));
    }

    /**
     * Whether it has given its memory back already, and is but waiting for its end to be noticed: a JVM that was one a
     * moment ago can no longer be told from other processes.
     */
    boolean isEnding() {
        List<String> status = lines("status").toList();
        boolean noMemory = status.stream().noneMatch(line -> line.startsWith("VmSize:"));
        // Threads of the kernel have none of their own either; their parent is process 2.
        boolean ofKernel = status.stream().anyMatch(line -> line.matches("P?[Pp]id:\\s+2"));
        return !status.isEmpty() && noMemory && !ofKernel;
    }

    /** For a JVM that publishes no performance data. */
    private boolean hasJvmLibrary() {
        return lines("maps").anyMatch(line -> line.endsWith("/libjvm.so"));
    }

    /** {@return whether it would survive an attach request: false while it starts, and under {@code -Xrs}} */
    boolean catchesQuitSignal() {
        return lines("status")
                .filter(line -> line.startsWith("SigCgt:"))
                .map(line -> new BigInteger(line.substring("SigCgt:".length()).strip(), 16))
                .map(caught -> caught.testBit(SIGQUIT - 1))
                .findFirst()
                // Not Linux: the JDK there does not signal, or checks for itself.
                .orElse(true);
    }

    /**
     * Whether it may carry an agent: it takes attach requests already, or was started with one, or its options cannot be
     * seen.
     */
    boolean mayCarryAgent() {
        return wasAttachedTo()
                || environmentNamesAgent()
                || arguments().map(JvmProcess::nameAgent).orElse(true);
    }

    /** {@return whether some tool has attached to it: what an earlier process of this id left behind says nothing} */
    boolean wasAttachedTo() {
        try {
            Instant made =
                    Files.getLastModifiedTime(Path.of("/tmp/.java_pid" + pid)).toInstant();
            Optional<Instant> started =
                    ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
            return started.isEmpty() || !made.isBefore(started.get().minus(CLOCK_DIFFERENCE));
        } catch (IOException none) {
            return false;
        }
    }

    /** As the system has them first: the JDK gives none of a command line that is longer than a page. */
    private Optional<String[]> arguments() {
        String line = lines("cmdline").collect(Collectors.joining("\n"));
        return line.isEmpty()
                ? ProcessHandle.of(pid).flatMap(process -> process.info().arguments())
                : Optional.of(line.split("\0"));
    }

    private static boolean nameAgent(String[] arguments) {
        return Stream.of(arguments)
                .anyMatch(one -> one.startsWith("-javaagent:")
                        // Files that hold options.
                        || one.startsWith("@")
                        || one.startsWith("-XX:Flags=")
                        || one.startsWith("-XX:VMOptionsFile="));
    }

    /** {@code JAVA_TOOL_OPTIONS} and its kin. */
    private boolean environmentNamesAgent() {
        return lines("environ").anyMatch(line -> line.contains("-javaagent:"));
    }

    private Stream<String> lines(String file) {
        try {
            // Read as bytes: the environment need not be valid in any encoding.
            byte[] content = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
            return List.of(new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).split("\n", -1)).stream();
        } catch (IOException notLinuxOrNotPermitted) {
            return Stream.empty();
        }
    }
}
