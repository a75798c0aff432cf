package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Position;
import org.bluemarble.chaos.spi.RuleDraft;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * An incident in one line: {@code incident:db-failover duration=10s table=trade}.
 *
 * @param name the incident's name
 * @param settings values of its parameters
 */
record IncidentLine(Word name, List<RuleDraft.Entry> settings) {

    /** {@return whether a line speaks of an incident, and not of a rule} */
    static boolean isIncident(String line) {
        return line.strip().startsWith(Incident.PREFIX);
    }

    /** Returns null, and adds a problem, if the line cannot be cut into words. */
    static @Nullable IncidentLine parse(String line, Findings findings) {
        LineScanner scanner = new LineScanner(line);
        try {
            if (isIncident(line)) {
                scanner.id("incident");
            }
            Word name = scanner.word("incident");
            List<RuleDraft.Entry> settings = new ArrayList<>();
            while (!scanner.atEnd()) {
                Word key = scanner.word("key");
                scanner.require('=', "between a parameter and its value, as in duration=10s");
                Word value = scanner.word(key.text());
                settings.add(new RuleDraft.Entry(new Word(key.text(), Word.shown(key.text()), key.position()), value));
            }
            return new IncidentLine(name, List.copyOf(settings));
        } catch (LineScanner.Unreadable unreadable) {
            findings.add(Position.column(unreadable.column()), unreadable.problem());
            return null;
        }
    }
}
