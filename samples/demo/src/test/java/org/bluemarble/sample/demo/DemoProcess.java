package org.bluemarble.sample.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The demo as its script starts it: packaged, in a JVM of its own, with a folder of its own. */
final class DemoProcess implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private DemoProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "demo-output");
        this.reader.start();
    }

    static DemoProcess start(Path folder, String... options) throws IOException {
        Path repository = Path.of(System.getProperty("demo.repository"));
        Path target = repository.resolve("samples/demo/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddemo.agent=" + repository.resolve("chaos-agent/target/chaos-agent.jar"),
                "-Ddemo.folder=" + folder,
                "-cp",
                target.resolve("demo.jar") + ":" + target.resolve("lib") + "/*",
                "org.bluemarble.sample.demo.DemoMain"));
        command.addAll(List.of(options));
        return new DemoProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** {@return the exit status} */
    int await() throws InterruptedException {
        return await(4);
    }

    /** {@return the exit status} */
    int await(int minutes) throws InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the demo did not end within " + minutes + " minutes; it said " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    /** {@return what it said so far} */
    String output() {
        return String.join("\n", lines);
    }

    /** Presses Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** {@return all processes it has started, and those have started, by their ids} */
    List<Long> descendants() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    /** {@return whether a process still runs; one that is dead and not yet reaped does not} */
    static boolean runs(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    private void read() {
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            said.lines().forEach(lines::add);
        } catch (IOException broken) {
            lines.add("(the output broke: " + broken.getMessage() + ")");
        }
    }
}
