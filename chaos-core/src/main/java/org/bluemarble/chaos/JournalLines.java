package org.bluemarble.chaos;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bluemarble.chaos.spi.JsonText;
import org.jspecify.annotations.Nullable;

/** A journal's lines, one JSON object each: written here and read back here, so that the two agree. */
final class JournalLines {

    /** Grows when a reader of an older version would misunderstand. */
    static final int FORMAT = 1;

    static final String TYPE = "type";
    static final String JOURNAL = "journal";
    static final String CHANGE = "change";
    static final String INJECTION = "injection";
    static final String LOST = "lost";

    private JournalLines() {}

    /** The first line of a journal; a file that several runs of a server append to has several. */
    static String header(Chaos engine) {
        return new JsonText()
                .with(TYPE, JOURNAL)
                .with("format", FORMAT)
                .with("version", FaultCatalogue.VERSION)
                .with("engine", engine.name())
                // As text: most readers of JSON know no whole numbers of 64 bits.
                .with("seed", Long.toString(engine.seed()))
                .with("pid", ProcessHandle.current().pid())
                .toString();
    }

    static String of(ChaosEvent change) {
        return new JsonText()
                .with(TYPE, CHANGE)
                .with("sequence", change.sequence())
                .with("time", change.time().toString())
                .with("kind", change.kind().spelling())
                .with("rule", change.rule())
                .with("arming", change.arming())
                .with("actor", change.actor())
                .with("text", change.text())
                .toString();
    }

    static String of(JournalEntry entry) {
        return new JsonText()
                .with(TYPE, INJECTION)
                .with("sequence", entry.sequence())
                .with("time", entry.time().toString())
                .with("rule", entry.rule())
                .with("arming", entry.arming())
                .with("call", entry.call())
                .with("point", entry.point())
                .with("phase", entry.phase().spelling())
                .with("fault", entry.fault())
                .with("decision", entry.decision().spelling())
                .with("delayNanos", entry.delayNanos())
                .with("cohort", entry.cohort())
                .with("player", entry.player())
                .with("thread", entry.thread())
                .with("reason", entry.reason())
                .toString();
    }

    /** Stands where entries are missing, because more was injected than could be written. */
    static String lost(String what, long first, long count) {
        return new JsonText()
                .with(TYPE, LOST)
                .with("what", what)
                .with("first", first)
                .with("count", count)
                .toString();
    }

    /** {@return the change that a line tells of; empty if the line is broken} */
    static Optional<ChaosEvent> change(Map<String, String> line) {
        try {
            return Optional.of(new ChaosEvent(
                    number(line, "sequence"),
                    Instant.parse(text(line, "time")),
                    constant(ChaosEvent.Kind.class, text(line, "kind")),
                    line.get("rule"),
                    number(line, "arming"),
                    text(line, "actor"),
                    text(line, "text")));
        } catch (DateTimeException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** {@return the decision that a line tells of; empty if the line is broken} */
    static Optional<JournalEntry> entry(Map<String, String> line) {
        try {
            return Optional.of(new JournalEntry(
                    number(line, "sequence"),
                    Instant.parse(text(line, "time")),
                    text(line, "rule"),
                    number(line, "arming"),
                    number(line, "call"),
                    text(line, "point"),
                    constant(Phase.class, text(line, "phase")),
                    text(line, "fault"),
                    constant(JournalEntry.Decision.class, text(line, "decision")),
                    number(line, "delayNanos"),
                    line.get("cohort"),
                    line.get("player"),
                    text(line, "thread"),
                    line.get("reason")));
        } catch (DateTimeException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** {@return how many entries are missing where this line stands, at least one} */
    static long count(Map<String, String> line) {
        try {
            return Math.max(1, number(line, "count"));
        } catch (IllegalArgumentException broken) {
            return 1;
        }
    }

    static String text(Map<String, String> line, String name) {
        @Nullable String value = line.get(name);
        if (value == null) {
            throw new IllegalArgumentException("member '" + name + "' is missing");
        }
        return value;
    }

    static long number(Map<String, String> line, String name) {
        // A NumberFormatException is an IllegalArgumentException.
        return Long.parseLong(text(line, name));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String spelled) {
        return Enum.valueOf(type, spelled.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
