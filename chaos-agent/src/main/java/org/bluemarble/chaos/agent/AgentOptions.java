package org.bluemarble.chaos.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Selector;
import org.bluemarble.chaos.agent.netty.NettyOptions;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Units;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code -javaagent:chaos-agent.jar=}: {@code config=chaos.yaml,ceiling=ceiling.yaml,allow=crash+hang}.
 * Public for the command line, which looks at options before a JVM gets them.
 *
 * @param config rules to arm at start, or null
 * @param watch rules to arm at start and to follow while the file changes, or null
 * @param incidents incidents to make known besides the built-in ones, or null
 * @param ceiling what this JVM may ever do, or null for the default
 * @param allow destructive faults to permit besides those that the ceiling permits
 * @param seed the seed of all random decisions, or null
 * @param journal where to write the journal, or null; {@code %p} in it stands for the process id
 * @param replay a journal whose decisions are made again, or null
 * @param metrics whether to show metrics in the application's own registry
 * @param protect scopes that no rule touches besides those that the ceiling protects, spelled as in a selector, or null
 * @param instance what this JVM is called among those of its host, for cohorts of a fleet, or null
 * @param propagate whether the JDK's executors take contexts along with tasks
 * @param signalFile a file that is a kill switch while it exists, or null
 * @param netty what is known of the game server's Netty
 */
public record AgentOptions(
        @Nullable Path config,
        @Nullable Path watch,
        @Nullable Path incidents,
        @Nullable Path ceiling,
        Set<String> allow,
        @Nullable Long seed,
        @Nullable Path journal,
        @Nullable Path replay,
        boolean metrics,
        @Nullable String protect,
        @Nullable String instance,
        boolean propagate,
        @Nullable Path signalFile,
        NettyOptions netty) {

    /** Without these, more would be permitted. */
    private static final List<String> BOUNDS = List.of("ceiling", "protect");

    private static final String EXECUTORS = "executors";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "config",
                            "watch",
                            "incidents",
                            "ceiling",
                            "allow",
                            "seed",
                            "journal",
                            "replay",
                            "metrics",
                            "protect",
                            "instance",
                            "propagate",
                            "signal-file"),
                    NettyOptions.KEYS.stream())
            .toList();

    /**
     * Reads the options.
     *
     * @param text what the JVM hands over, or null
     * @param findings take every problem; if there is one, the options are not to be used
     */
    public static AgentOptions parse(@Nullable String text, Findings findings) {
        Map<String, Word> words = words(text == null ? "" : text, findings);
        Word allow = words.get("allow");
        Word seed = words.get("seed");
        Word metrics = words.get("metrics");
        if (seed != null && words.containsKey("replay")) {
            findings.tell(seed, "was given together with replay but a replay has the recorded seed; leave one out");
        }
        return new AgentOptions(
                path(words.get("config"), findings),
                path(words.get("watch"), findings),
                path(words.get("incidents"), findings),
                path(words.get("ceiling"), findings),
                allow == null ? Set.of() : Ceiling.allowedFaults(allow, findings),
                seed == null ? null : Units.number(seed, Long.MIN_VALUE, Long.MAX_VALUE, findings),
                path(words.get("journal"), findings),
                path(words.get("replay"), findings),
                metrics != null && Boolean.TRUE.equals(Units.flag(metrics, findings)),
                protect(words.get("protect"), findings),
                words.containsKey("instance") ? words.get("instance").text() : null,
                propagate(words.get("propagate"), findings),
                path(words.get("signal-file"), findings),
                NettyOptions.of(words, findings));
    }

    private static @Nullable String protect(@Nullable Word word, Findings findings) {
        if (word == null) {
            return null;
        }
        Ceiling.protectedScopes(word, findings);
        return word.text();
    }

    private static boolean propagate(@Nullable Word word, Findings findings) {
        if (word != null && !word.text().equals(EXECUTORS)) {
            findings.refuse(word, "but must be " + EXECUTORS + ", the one thing that contexts can be carried through");
        }
        return word != null;
    }

    /** {@return the scopes that {@link #protect} names} */
    List<Selector.Condition> protectedScopes() {
        return protect == null
                ? List.of()
                : Ceiling.protectedScopes(new Word(protect, "protect", null), new Findings());
    }

    /**
     * Writes the options as {@link #parse} reads them.
     *
     * @param folder what paths are relative to; the JVM that gets the options may run in another one
     */
    public String textIn(Path folder) {
        List<String> parts = new ArrayList<>();
        addPath(parts, "config", config, folder);
        addPath(parts, "watch", watch, folder);
        addPath(parts, "incidents", incidents, folder);
        addPath(parts, "ceiling", ceiling, folder);
        if (!allow.isEmpty()) {
            parts.add("allow=" + String.join("+", new TreeSet<>(allow)));
        }
        if (seed != null) {
            parts.add("seed=" + seed);
        }
        addPath(parts, "journal", journal, folder);
        addPath(parts, "replay", replay, folder);
        if (metrics) {
            parts.add("metrics=true");
        }
        if (protect != null) {
            parts.add("protect=\"" + protect + '"');
        }
        if (instance != null) {
            parts.add("instance=\"" + instance + '"');
        }
        if (propagate) {
            parts.add("propagate=" + EXECUTORS);
        }
        addPath(parts, "signal-file", signalFile, folder);
        netty.given().forEach((key, value) -> parts.add(key + "=\"" + value + '"'));
        return String.join(",", parts);
    }

    private static void addPath(List<String> parts, String key, @Nullable Path path, Path folder) {
        if (path != null) {
            String text = folder.resolve(path).toString();
            parts.add(key + "=" + (text.contains(",") ? '"' + text + '"' : text));
        }
    }

    /** {@return which options that bound what this JVM may do were meant to be given, rightly or wrongly} */
    static Set<String> boundsNamedIn(String text) {
        Set<String> named = new TreeSet<>();
        for (String part : parts(text, new Findings())) {
            Nearest.to(part.split("=", 2)[0], KEYS).filter(BOUNDS::contains).ifPresent(named::add);
        }
        return named;
    }

    /** {@return which options that bound what this JVM may do are given} */
    Set<String> boundsNamed() {
        Set<String> named = new TreeSet<>();
        if (ceiling != null) {
            named.add("ceiling");
        }
        if (protect != null) {
            named.add("protect");
        }
        return named;
    }

    private static Map<String, Word> words(String text, Findings findings) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (String part : parts(text, findings)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            Word value = new Word(part.substring(equals + 1), key, null);
            if (part.isEmpty()) {
                findings.add(null, "an option is empty; write key=value, with one comma between two");
            } else if (!KEYS.contains(key)) {
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
