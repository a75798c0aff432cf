package org.bluemarble.chaos.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.spi.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code -javaagent:chaos-agent.jar=}: {@code config=chaos.yaml,ceiling=ceiling.yaml,allow=crash+hang}.
 *
 * @param config rules to arm at start, or null
 * @param ceiling what this JVM may ever do, or null for the default
 * @param allow destructive faults to permit besides those of the ceiling
 * @param seed the seed of all random decisions, or null for a random one
 */
record AgentOptions(
        @Nullable Path config,
        @Nullable Path ceiling,
        Set<String> allow,
        @Nullable Long seed) {

    private static final Set<String> KEYS = Set.of("config", "ceiling", "allow", "seed");

    /**
     * Reads the options.
     *
     * @param problems where every problem is added; if one is, the options are not to be used
     */
    static AgentOptions parse(@Nullable String text, List<Problem> problems) {
        Map<String, String> values = split(text == null ? "" : text, problems);
        return new AgentOptions(
                path("config", values, problems),
                path("ceiling", values, problems),
                names(values, problems),
                number(values, problems));
    }

    private static Map<String, String> split(String text, List<Problem> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts(text, problems)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (!KEYS.contains(key)) {
                problems.add(unknown(key));
            } else if (equals < 0 || part.length() == equals + 1) {
                problems.add(new Problem(null, key + " had no value; write " + key + "=..."));
            } else if (values.putIfAbsent(key, part.substring(equals + 1)) != null) {
                problems.add(new Problem(null, key + " was given twice but must be given once"));
            }
        }
        return values;
    }

    private static Problem unknown(String key) {
        String otherwise = "; known are " + Nearest.list(List.of("config", "ceiling", "allow", "seed"), "and");
        return new Problem(null, "'" + key + "' is no option" + Nearest.hint(key, KEYS, otherwise));
    }

    /** Parts between commas; a value in double quotes may hold commas. */
    private static List<String> parts(String text, List<Problem> problems) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (char letter : text.toCharArray()) {
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        if (quoted) {
            problems.add(new Problem(null, "a double quote is not closed"));
        }
        if (!part.isEmpty() || !parts.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static @Nullable Path path(String key, Map<String, String> values, List<Problem> problems) {
        String value = values.get(key);
        try {
            return value == null ? null : Path.of(value);
        } catch (InvalidPathException wrong) {
            problems.add(new Problem(null, key + " was '" + value + "' but must be a file: " + wrong.getReason()));
            return null;
        }
    }

    private static Set<String> names(Map<String, String> values, List<Problem> problems) {
        Set<String> names = new LinkedHashSet<>();
        String value = values.get("allow");
        if (value == null) {
            return names;
        }
        for (String name : value.split("\\+", -1)) {
            if (name.isEmpty()) {
                problems.add(new Problem(null, "allow was '" + value + "' but must read like crash+hang"));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static @Nullable Long number(Map<String, String> values, List<Problem> problems) {
        String value = values.get("seed");
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException wrong) {
            problems.add(new Problem(
                    null,
                    "seed was '" + value + "' but must be a whole number between " + Long.MIN_VALUE + " and "
                            + Long.MAX_VALUE));
            return null;
        }
    }
}
