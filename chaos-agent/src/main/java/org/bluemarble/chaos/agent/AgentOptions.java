package org.bluemarble.chaos.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code -javaagent:chaos-agent.jar=}: {@code config=chaos.yaml,ceiling=ceiling.yaml,allow=crash+hang}.
 *
 * @param config rules to arm at start, or null
 * @param ceiling what this JVM may ever do, or null for the default
 * @param allow destructive faults to permit besides those that the ceiling permits
 * @param seed the seed of all random decisions, or null
 * @param signalFile a file that is a kill switch while it exists, or null
 */
record AgentOptions(
        @Nullable Path config,
        @Nullable Path ceiling,
        Set<String> allow,
        @Nullable Long seed,
        @Nullable Path signalFile) {

    private static final List<String> KEYS = List.of("config", "ceiling", "allow", "seed", "signal-file");

    /**
     * Reads the options.
     *
     * @param text what the JVM hands over, or null
     * @param findings take every problem; if there is one, the options are not to be used
     */
    static AgentOptions parse(@Nullable String text, Findings findings) {
        Map<String, Word> words = words(text == null ? "" : text, findings);
        Word allow = words.get("allow");
        Word seed = words.get("seed");
        return new AgentOptions(
                path(words.get("config"), findings),
                path(words.get("ceiling"), findings),
                allow == null ? Set.of() : Ceiling.allowedFaults(allow, findings),
                seed == null ? null : Units.number(seed, Long.MIN_VALUE, Long.MAX_VALUE, findings),
                path(words.get("signal-file"), findings));
    }

    private static Map<String, Word> words(String text, Findings findings) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (String part : parts(text, findings)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            Word value = new Word(part.substring(equals + 1), key, null);
            if (!KEYS.contains(key)) {
                String known = "; known are " + Nearest.list(KEYS, "and");
                findings.add(null, "'" + Word.shown(key) + "' is no option" + Nearest.hint(key, KEYS, known));
            } else if (equals < 0 || value.text().isEmpty()) {
                findings.tell(value, "had no value; write " + key + "=...");
            } else if (words.putIfAbsent(key, value) != null) {
                findings.tell(value, "was given twice but must be given once");
            }
        }
        return words;
    }

    /** Parts between commas. A path with a comma stands in double quotes. */
    private static List<String> parts(String text, Findings findings) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
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
            findings.add(null, "a double quote is not closed");
        }
        if (!text.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static @Nullable Path path(@Nullable Word word, Findings findings) {
        if (word == null) {
            return null;
        }
        try {
            return Path.of(word.text());
        } catch (InvalidPathException wrong) {
            findings.refuse(word, "but must be a file's path: " + wrong.getReason());
            return null;
        }
    }
}
