package org.bluemarble.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one engine decided, from its journal: the seed, the rules that were armed, and every injection. An engine built with
 * {@link ChaosBuilder#replay} decides the same again. Immutable.
 */
public final class Recording {

    /** A larger recording would not fit into the heap of a usual test; of a longer run, one keeps the lines of some rules. */
    public static final int MOST_ENTRIES = 1_000_000;

    private final long seed;
    private final List<ChaosEvent> changes;
    private final List<JournalEntry> entries;
    private final long lost;

    private Recording(long seed, List<ChaosEvent> changes, List<JournalEntry> entries, long lost) {
        this.seed = seed;
        this.changes = List.copyOf(changes);
        this.entries = List.copyOf(entries);
        this.lost = lost;
    }

    /** {@return what an engine decided so far, as far as its journal keeps it} */
    public static Recording of(Chaos engine) {
        List<JournalEntry> entries = engine.journal().entries();
        long lost = entries.isEmpty() ? 0 : entries.get(0).sequence() - 1;
        return new Recording(engine.seed(), engine.events(), entries, lost);
    }

    /**
     * Reads the last run in a journal's file, as {@link Chaos#writeJournal} and the command line write it.
     *
     * @throws IOException if the file cannot be read
     * @throws ChaosConfigurationException if it holds no journal, or one of a newer version
     */
    public static Recording read(Path file) throws IOException {
        List<Recording> runs = runs(file);
        return runs.get(runs.size() - 1);
    }

    /**
     * Reads all runs in a journal's file: a server that dies and comes back appends to the file of its former life.
     *
     * @return at least one, oldest first
     * @throws IOException if the file cannot be read
     * @throws ChaosConfigurationException if it holds no journal, or one of a newer version
     */
    public static List<Recording> runs(Path file) throws IOException {
        Reader reader = new Reader(String.valueOf(file.getFileName()));
        // What a dying machine left in the file may be anything; a line that is broken is counted as lost.
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(line);
            }
        }
        return reader.ended();
    }

    /** {@return the seed of the engine's random numbers} */
    public long seed() {
        return seed;
    }

    /** {@return the changes that were made, oldest first} */
    public List<ChaosEvent> changes() {
        return changes;
    }

    /** {@return every decision that was recorded, oldest first} */
    public List<JournalEntry> entries() {
        return entries;
    }

    /** {@return how many entries are missing or could not be read} */
    public long lost() {
        return lost;
    }

    /** {@return the rules that were armed, as they were armed first, in their one-line spelling, by id} */
    public Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        for (ChaosEvent change : changes) {
            if (change.kind() == ChaosEvent.Kind.ARMED && change.rule() != null) {
                rules.putIfAbsent(change.rule(), change.text());
            }
        }
        return rules;
    }

    /** Puts the lines of a file together, run by run. */
    private static final class Reader {

        private final String source;
        private final List<Recording> runs = new ArrayList<>();
        private final List<ChaosEvent> changes = new ArrayList<>();
        private final List<JournalEntry> entries = new ArrayList<>();
        private @Nullable Long seed;
        private long lost;
        private long number;

        Reader(String source) {
            this.source = source;
        }

        void line(String line) {
            number++;
            if (line.isBlank()) {
                return;
            }
            Map<String, String> members = JsonObject.read(line).orElse(Map.of());
            String type = members.getOrDefault(JournalLines.TYPE, "");
            if (type.equals(JournalLines.JOURNAL)) {
                endRun();
                seed = seed(members);
            } else if (seed == null) {
                throw refused("was no journal's first line, which begins with {\"type\":\"journal\"");
            } else if (!isUnderstood(type, members)) {
                lost++;
            }
        }

        private boolean isUnderstood(String type, Map<String, String> members) {
            return switch (type) {
                case JournalLines.CHANGE -> added(JournalLines.change(members), changes);
                case JournalLines.INJECTION -> hasRoom() && added(JournalLines.entry(members), entries);
                case JournalLines.LOST -> isCounted(JournalLines.count(members));
                default -> false;
            };
        }

        private boolean isCounted(long missing) {
            lost += missing;
            return true;
        }

        private boolean hasRoom() {
            if (entries.size() == MOST_ENTRIES) {
                throw refused("was injection " + (MOST_ENTRIES + 1L) + " but a run must have at most " + MOST_ENTRIES
                        + "; keep those of the rules that you replay");
            }
            return true;
        }

        private static <T> boolean added(Optional<T> read, List<T> all) {
            read.ifPresent(all::add);
            return read.isPresent();
        }

        private long seed(Map<String, String> header) {
            try {
                if (JournalLines.number(header, "format") > JournalLines.FORMAT) {
                    throw refused("had format " + header.get("format") + " but this version reads up to "
                            + JournalLines.FORMAT + "; replay it with the version that wrote it");
                }
                return JournalLines.number(header, "seed");
            } catch (ChaosConfigurationException newer) {
                throw newer;
            } catch (IllegalArgumentException broken) {
                throw refused("names no format or no seed");
            }
        }

        private void endRun() {
            if (seed != null) {
                runs.add(new Recording(seed, changes, entries, lost));
            }
            changes.clear();
            entries.clear();
            lost = 0;
        }

        List<Recording> ended() {
            endRun();
            if (runs.isEmpty()) {
                throw refused("was missing: the file is empty");
            }
            return List.copyOf(runs);
        }

        private ChaosConfigurationException refused(String why) {
            long line = Math.max(1, number);
            return new ChaosConfigurationException(source, List.of(new Problem("line " + line, "line " + why)));
        }
    }
}
