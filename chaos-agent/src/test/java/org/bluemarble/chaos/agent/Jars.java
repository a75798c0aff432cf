package org.bluemarble.chaos.agent;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where jars are that the tests use. */
final class Jars {

    private static final Path TARGET =
            Path.of(System.getProperty("basedir", "")).resolve("target").toAbsolutePath();

    private Jars() {}

    /** The agent as it is shipped. */
    static Path agent() {
        Path jar = TARGET.resolve("chaos-agent.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there; it is made in Maven's package phase");
        }
        return jar;
    }

    /** The jar or folder that a class was loaded from. */
    static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A jar that the build copied for the tests, by the beginning of its name. */
    static Path copied(String beginning) {
        List<Path> found = all("copied", beginning);
        if (found.size() != 1) {
            throw new IllegalStateException("jars '" + beginning + "*' were " + found + " but must be one");
        }
        return found.get(0);
    }

    /** The jars that the build copied for the tests into a folder of their own. */
    static Path[] in(String folder) {
        return all("copied/" + folder, "").toArray(new Path[0]);
    }

    private static List<Path> all(String folder, String beginning) {
        try (Stream<Path> jars = Files.list(TARGET.resolve(folder))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(beginning))
                    .toList();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
