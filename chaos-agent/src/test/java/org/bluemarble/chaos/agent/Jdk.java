package org.bluemarble.chaos.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK to run child JVMs on: the one that runs the tests, and newer ones installed beside it or named by the system
 * property or environment variable {@code CHAOS_TEST_JDKS} (folders, separated as in a class path).
 */
record Jdk(Path home, int version) {

    private static final List<Jdk> ALL = find();

    static Jdk current() {
        return ALL.get(0);
    }

    /** {@return the current JDK, then the newest other one if it is newer} */
    static List<Jdk> all() {
        return ALL;
    }

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    private static List<Jdk> find() {
        Jdk current = new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
        List<Jdk> all = new ArrayList<>(List.of(current));
        candidates(current)
                .map(Jdk::read)
                .filter(jdk -> jdk.version() > current.version())
                .max((a, b) -> Integer.compare(a.version(), b.version()))
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    private static Stream<Path> candidates(Jdk current) {
        String named = System.getProperty("CHAOS_TEST_JDKS", System.getenv().getOrDefault("CHAOS_TEST_JDKS", ""));
        if (!named.isBlank()) {
            return Stream.of(named.split(java.io.File.pathSeparator)).map(Path::of);
        }
        try (Stream<Path> siblings = Files.list(current.home().getParent())) {
            return siblings
                    .filter(home -> Files.isExecutable(home.resolve("bin/java"))
                            && Files.isRegularFile(home.resolve("release")))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static Jdk read(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException unreadable) {
            return new Jdk(home, 0);
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        return new Jdk(home, Integer.parseInt(feature.split("[^0-9]", 2)[0]));
    }
}
