package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link PressedServer} and its answers; ended with the test. */
final class PressedJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    private PressedJvm(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one under a limit of open files. */
    static PressedJvm start(int openFiles, String options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "ulimit -n " + openFiles + "; exec '" + java + "' " + options + " -cp \"$1\" "
                + PressedServer.class.getName();
        return new PressedJvm(new ProcessBuilder("/bin/sh", "-c", script, "sh", System.getProperty("java.class.path"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String answer = answers.readLine();
        assertThat(answer).as("answer to %s", command).isNotNull();
        return answer;
    }

    long number(String command) throws IOException {
        return Long.parseLong(ask(command));
    }

    /** Lets it end in good order, as at the end of its input. */
    int end() throws Exception {
        commands.close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }
}
