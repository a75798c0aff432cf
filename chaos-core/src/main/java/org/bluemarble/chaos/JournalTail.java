package org.bluemarble.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows an engine's journal and its changes, as lines. The journal's ring is the only buffer: who follows too slowly
 * loses the oldest entries, and gets a line that says how many. Not thread-safe.
 */
final class JournalTail {

    private record Line(Instant time, String text) {}

    private final Chaos engine;
    private long injection;
    private long change;
    private long lost;

    /** Begins after these numbers; 0 for everything that is kept. */
    JournalTail(Chaos engine, long injection, long change) {
        this.engine = engine;
        this.injection = injection;
        this.change = change;
    }

    /**
     * Returns the next lines.
     *
     * @param most of each kind
     * @param skipUnfinished whether to pass over entries that a thread is about to make, rather than wait for them
     */
    List<String> next(int most, boolean skipUnfinished) {
        // Changes first: those that an injection follows from have been entered then.
        List<Line> lines = new ArrayList<>();
        for (ChaosEvent event : changes(most)) {
            long missing = event.sequence() - change - 1;
            if (missing > 0) {
                lost += missing;
                lines.add(new Line(event.time(), JournalLines.lost("changes", change + 1, missing)));
            }
            change = event.sequence();
            lines.add(new Line(event.time(), JournalLines.of(event)));
        }
        addInjections(lines, engine.journal().after(injection, most, skipUnfinished));
        lines.sort(Comparator.comparing(Line::time));
        return lines.stream().map(Line::text).toList();
    }

    private void addInjections(List<Line> lines, List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            long missing = entry.sequence() - injection - 1;
            if (missing > 0) {
                lost += missing;
                lines.add(new Line(entry.time(), JournalLines.lost("injections", injection + 1, missing)));
            }
            injection = entry.sequence();
            lines.add(new Line(entry.time(), JournalLines.of(entry)));
        }
    }

    private List<ChaosEvent> changes(int most) {
        return engine.events().stream()
                .filter(event -> event.sequence() > change)
                .limit(most)
                .toList();
    }

    /** {@return the number of the last injection that was returned, or passed over} */
    long injection() {
        return injection;
    }

    /** {@return the number of the last change that was returned} */
    long change() {
        return change;
    }

    /** {@return how many entries were missing so far} */
    long lost() {
        return lost;
    }
}
