package org.bluemarble.sample.demo.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code world.json}, schema 1. Fields are only ever added to it; a change of meaning gets a new number. */
public final class WorldResultFile {
    private static final int SCHEMA = 1;

    private WorldResultFile() {}

    /**
     * Writes all runs. A reader sees the old file or the new one, never a half.
     *
     * @param file its directories are created
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, long seed, List<WorldOutcome> runs) throws IOException {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("schema", SCHEMA).put("seed", seed);
        ArrayNode array = result.putArray("runs");
        runs.forEach(run -> add(run, array.addObject()));
        ResultFile.replace(file, result);
    }

    private static void add(WorldOutcome run, ObjectNode object) {
        object.put("server", run.server())
                .put("experiment", run.experiment())
                .put("verdict", run.verdict().word())
                .put("expected", run.expected().word())
                .put("as_expected", run.isAsExpected())
                .put("injections", run.injections());
        ArrayNode rules = object.putArray("rules");
        run.rules()
                .forEach(count -> rules.addObject()
                        .put("shard", count.shard())
                        .put("rule", count.rule())
                        .put("struck", count.struck()));
        ArrayNode checks = object.putArray("checks");
        run.checks()
                .forEach(check -> checks.addObject()
                        .put("name", check.name().label())
                        .put("found", check.found())
                        .put("holds", check.holds()));
        ArrayNode shortcomings = object.putArray("shortcomings");
        run.shortcomings().forEach(shortcomings::add);
    }
}
