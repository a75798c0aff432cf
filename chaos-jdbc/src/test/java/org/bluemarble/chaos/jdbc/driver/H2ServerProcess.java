package org.bluemarble.chaos.jdbc.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.Server;

/**
 * H2's TCP server in a JVM of its own: it uses H2's driver for its own tables, which would pass the points if it ran in a
 * JVM whose drivers are woven.
 */
record H2ServerProcess(Process process, int port) implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile(":(\\d+)");

    static H2ServerProcess start() {
        try {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String jar = Path.of(Server.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            Process process = new ProcessBuilder(
                            java,
                            "-Xmx128m",
                            "-cp",
                            jar,
                            Server.class.getName(),
                            "-tcp",
                            "-tcpPort",
                            "0",
                            "-ifNotExists")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new H2ServerProcess(process, portOf(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int portOf(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        Matcher started = STARTED.matcher(String.valueOf(line));
        if (!started.find()) {
            process.destroyForcibly();
            throw new IllegalStateException("H2's server did not start: " + line);
        }
        return Integer.parseInt(started.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
