package org.bluemarble.chaos.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB's programs where the system's package manager has put them. */
record MariaDbInstallation(Path server, Path installer) {
    private static final Pattern VERSION = Pattern.compile("Ver ([0-9]+\\.[0-9]+\\.[0-9]+)");
    private static final long INSTALL_SECONDS = 180;

    // Debian keeps servers in /usr/sbin, which an ordinary user's PATH often lacks.
    private static final List<String> MORE_PLACES = List.of("/usr/sbin", "/usr/local/sbin", "/usr/libexec");

    static Optional<MariaDbInstallation> find() {
        return program("mariadbd")
                .flatMap(server ->
                        program("mariadb-install-db").map(installer -> new MariaDbInstallation(server, installer)));
    }

    private static Optional<Path> program(String name) {
        @Nullable String path = System.getenv("PATH");
        Stream<String> places =
                Stream.concat(Stream.of(path == null ? new String[0] : path.split(":", -1)), MORE_PLACES.stream());
        return places.filter(place -> !place.isBlank())
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** {@return a template data directory, made now if no run before has} */
    Path templateIn(CacheFolder cache, Platform platform) {
        return cache.get("mariadb-" + version() + "-template-1", directory -> initialise(platform, directory))
                .resolve("data");
    }

    private String version() {
        String said = outputOf(List.of(server.toString(), "--no-defaults", "--version"), 30);
        Matcher matcher = VERSION.matcher(said);
        if (!matcher.find()) {
            throw new ServerException(server + " --version was '" + said.strip() + "' but must name a version");
        }
        return matcher.group(1);
    }

    private void initialise(Platform platform, Path directory) throws IOException {
        Path data = directory.resolve("data");
        List<String> command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve"));
        if (platform.isRoot()) {
            command.add("--user=root");
        }
        String said = outputOf(command, INSTALL_SECONDS);
        if (!Files.isDirectory(data.resolve("mysql"))) {
            throw new ServerException(installer + " made no data directory and said:\n" + said);
        }
    }

    private static String outputOf(List<String> command, long seconds) {
        @Nullable Path output = null;
        try {
            output = Files.createTempFile("chaos-mariadb-", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new ServerException(command.get(0) + " had not ended after " + seconds + " s");
            }
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ServerException("could not run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting for " + command.get(0), e);
        } finally {
            if (output != null) {
                new FileTree(output).delete();
            }
        }
    }
}
