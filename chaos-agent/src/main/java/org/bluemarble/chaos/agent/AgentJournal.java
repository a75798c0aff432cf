package org.bluemarble.chaos.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.JournalEntry;
import org.bluemarble.chaos.Recording;
import org.jspecify.annotations.Nullable;

/** The journal that the agent's options name: the one to write, and the one to replay. */
final class AgentJournal {

    private AgentJournal() {}

    /** Writes the journal for as long as the JVM runs; the game starts all the same if that cannot be done. */
    static void write(@Nullable Path file, Chaos chaos) {
        if (file == null) {
            return;
        }
        try {
            chaos.writeJournal(ofThisProcess(file));
        } catch (IOException refused) {
            Said.refused(
                    "the journal is not written: " + refused + "; journal=... must name a file in a writable folder");
        }
    }

    private static Path ofThisProcess(Path file) {
        return Path.of(file.toString()
                .replace("%p", Long.toString(ProcessHandle.current().pid())));
    }

    /** {@return what to replay; null if nothing, or if it cannot be read} */
    static @Nullable Recording recording(@Nullable Path file) {
        try {
            return file == null ? null : Recording.read(file);
        } catch (IOException unreadable) {
            Said.refused(
                    "nothing is replayed: " + unreadable + "; replay=... must name a journal that was written before");
        } catch (ChaosConfigurationException wrong) {
            Said.refused("nothing is replayed: " + wrong.getMessage());
        }
        return null;
    }

    /** Arms the rules as they were armed when the recording was made. */
    static void armRecorded(Recording recording, Chaos chaos) {
        // Server code names its points later, when its classes are loaded.
        recording.entries().stream()
                .map(JournalEntry::point)
                .filter(InjectionPoint::isName)
                .distinct()
                .forEach(Chaos::point);
        List<String> armed = new ArrayList<>();
        for (Map.Entry<String, String> rule : recording.rules().entrySet()) {
            try {
                armed.add(chaos.arm(rule.getValue()).id());
            } catch (ChaosConfigurationException refused) {
                Said.refused("rule '" + rule.getKey() + "' is not replayed: " + refused.getMessage());
            }
        }
        Said.done(armed.isEmpty() ? "no rule is replayed" : "replayed: " + String.join(", ", armed));
    }
}
