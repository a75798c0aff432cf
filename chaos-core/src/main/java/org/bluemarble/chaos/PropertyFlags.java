package org.bluemarble.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/**
 * The system properties {@code bluemarble.chaos.flag.<id>} as a source of flags. Properties tell nobody that they change, so
 * they are looked at: when a rule is armed, and every second while one is.
 */
final class PropertyFlags {

    static final String PREFIX = "bluemarble.chaos.flag.";

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Code that writes another wrong value each second must not fill the audit trail. */
    private static final int MOST_REFUSALS = 100;

    private final FlagFeed feed;
    private final RuleBook book;
    private final Audit audit;
    private final ChaosClock clock;

    /** What was said of unreadable properties, so that each is said once. Guarded by this. */
    private final Set<String> refused = new HashSet<>();

    /** Guarded by the rule book. */
    private boolean reading;

    PropertyFlags(FlagFeed feed, RuleBook book, Audit audit, ChaosClock clock) {
        this.feed = feed;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads every property, and tells what changed. Not under the rule book's monitor: a property may be anybody's code. */
    void read() {
        Map<String, Boolean> flags = new HashMap<>();
        for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            if (name.startsWith(PREFIX)) {
                String value = System.getProperty(name, "");
                Boolean on = value(value);
                if (on == null) {
                    refuse(name, value);
                } else {
                    flags.put(name.substring(PREFIX.length()), on);
                }
            }
        }
        feed.say(flags);
    }

    private static @Nullable Boolean value(String text) {
        return switch (text.strip()) {
            case "on", "true" -> Boolean.TRUE;
            case "off", "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private synchronized void refuse(String name, String value) {
        if (refused.size() < MOST_REFUSALS && refused.add(name + "=" + value)) {
            String problem =
                    "system property " + name + " was '" + value + "' but must be on or off; it decides nothing";
            System.err.println("chaos: " + problem);
            audit.add(ChaosEvent.Kind.REFUSED, name.substring(PREFIX.length()), feed.actor(), problem);
        }
    }

    /** Goes on reading for as long as a rule is armed. */
    void keepReading() {
        synchronized (book) {
            if (reading || book.all().isEmpty()) {
                return;
            }
            reading = true;
        }
        try {
            clock.runAfter(PERIOD, this::readAgain);
        } catch (RuntimeException refused) {
            // A clock of the game server's own may refuse. The rules are armed, and end by other means.
            InternalProblems.report("system properties are followed no longer", refused);
        }
    }

    private void readAgain() {
        synchronized (book) {
            reading = false;
        }
        try {
            read();
        } catch (RuntimeException broken) {
            // The properties may be of a class of the game server's own.
            InternalProblems.report("the system properties' flags stay as they were", broken);
        }
        keepReading();
    }
}
