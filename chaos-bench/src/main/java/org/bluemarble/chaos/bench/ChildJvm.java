package org.bluemarble.chaos.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One JVM that is measured: the same jar as this one, with or without the agent. */
final class ChildJvm implements AutoCloseable {

    /** {@code USER_HZ}, which is 100 wherever Linux runs Java. */
    private static final long MILLIS_PER_TICK = 10;

    /** Fields of {@code /proc/PID/stat} after the command's name, which may itself hold spaces. */
    private static final int OWN_USER = 11;

    private static final int CHILDREN_USER = 13;

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param agent the agent's jar; null for a JVM without it
     */
    static ChildJvm start(@Nullable Path agent, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One heap for all, as large as a game server has at least, and a collector that leaves the other core alone.
        command.addAll(List.of("-Xms1g", "-Xmx1g", "-Xmn768m", "-XX:+UseSerialGC"));
        if (agent != null) {
            command.add("-javaagent:" + agent);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Waits for a line.
     *
     * @return what follows the given word on the first line that begins with it
     */
    String awaitLine(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException("the measured JVM ended without a line '" + word + "'; see its messages above");
    }

    /** Writes a line to the child's standard input. */
    void tell(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Writes a word and what it needs, and waits for the answer. Returns what follows the word there. */
    String ask(String word, String rest) throws IOException {
        tell(word + " " + rest);
        return awaitLine(word);
    }

    void awaitEnd() throws IOException, InterruptedException {
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("the measured JVM ended with status " + status + "; see its messages above");
        }
    }

    /** {@return processor time that this child has used so far, in milliseconds} */
    long cpuMillis() throws IOException {
        return stat(Path.of("/proc", Long.toString(process.pid()), "stat"), OWN_USER);
    }

    /** {@return processor time of all children of this JVM that have ended, in milliseconds} */
    static long endedChildrenCpuMillis() throws IOException {
        return stat(Path.of("/proc/self/stat"), CHILDREN_USER);
    }

    private static long stat(Path file, int user) throws IOException {
        String line = Files.readString(file);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) * MILLIS_PER_TICK;
    }

    @Override
    public void close() throws InterruptedException {
        // Whoever is leashed to its standard input goes by itself, and cleans up.
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            process.destroy();
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
