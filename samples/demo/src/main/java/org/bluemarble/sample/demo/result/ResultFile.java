package org.bluemarble.sample.demo.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes {@code result.json}, schema 1. Fields are only ever added to it; a change of meaning gets a new number. */
public final class ResultFile {
    private static final int SCHEMA = 1;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultFile() {}

    /**
     * Makes room for a result: creates the directories, and deletes an earlier file, which would be taken for the new one if
     * the demo is interrupted.
     *
     * @throws IOException if a file cannot be written there
     */
    public static void clear(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        if (Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
        Path fresh = fresh(target);
        Files.writeString(fresh, "");
        Files.delete(fresh);
        Files.deleteIfExists(target);
    }

    /**
     * Writes all runs. A reader sees the old file or the new one, never a half.
     *
     * @param file its directories are created
     * @param seed of the whole demo
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, long seed, List<RunOutcome> runs) throws IOException {
        replace(file, json(seed, runs));
    }

    static void replace(Path file, ObjectNode content) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path fresh = fresh(target);
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(fresh.toFile(), content);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path fresh(Path target) {
        return target.resolveSibling(target.getFileName() + ".new");
    }

    private static ObjectNode json(long seed, List<RunOutcome> runs) {
        ObjectNode result = JSON.objectNode().put("schema", SCHEMA).put("seed", seed);
        ArrayNode array = result.putArray("runs");
        runs.forEach(run -> array.add(json(run)));
        return result;
    }

    private static ObjectNode json(RunOutcome run) {
        ObjectNode object = JSON.objectNode()
                .put("server", run.server())
                .put("fault", run.fault())
                .put("seconds", run.seconds())
                .put("acknowledged", run.acknowledged())
                .put("in_doubt", run.inDoubt())
                .put("injections", run.injections())
                .put("jvm_deaths", run.jvmDeaths())
                .put("db_deaths", run.dbDeaths())
                .put("verdict", run.verdict().word())
                .put("expected", run.expected().word());
        ArrayNode violations = object.putArray("violations");
        for (FoundViolation violation : run.violations()) {
            violations
                    .addObject()
                    .put("invariant", violation.invariant())
                    .put("count", violation.count())
                    .put("witness", violation.witnesses().get(0));
        }
        return object;
    }
}
