package org.bluemarble.chaos.servers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that starts a server, says where, and waits. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** As uid 65534, which can read nothing but a copy of the class path that we make for it. */
    static ChildJvm asNobody(Path folder, Class<?> main, String... arguments) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.addAll(java(readableClassPath(folder), temporary, main, arguments));
        for (Path path = folder;
                path != null && Files.getOwner(path).getName().equals("root");
                path = path.getParent()) {
            openForReading(path);
        }
        return new ChildJvm(start(command));
    }

    static ChildJvm asThisUser(Path temporary, Class<?> main, String... arguments) throws IOException {
        return new ChildJvm(start(java(System.getProperty("java.class.path"), temporary, main, arguments)));
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> java(String classPath, Path temporary, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + temporary,
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String readableClassPath(Path folder) throws IOException {
        Path copies = Files.createDirectory(folder.resolve("classpath"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                Path copy = copies.resolve(entries.size() + "-" + Path.of(entry).getFileName());
                new FileTree(Path.of(entry)).copyTo(copy);
                entries.add(copy.toString());
            }
        }
        try (Stream<Path> all = Files.walk(copies)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                openForReading(path);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void openForReading(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        permissions.addAll(PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
        Files.setPosixFilePermissions(path, permissions);
    }

    /** {@return what follows the given word on the first line that begins with it} */
    String awaitLine(String word) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
            seen.add(line);
        }
        throw new AssertionError("the child JVM ended without a line '" + word + "'; it said " + seen);
    }

    long pid() {
        return process.pid();
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start().waitFor();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
