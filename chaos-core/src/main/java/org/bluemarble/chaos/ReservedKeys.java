package org.bluemarble.chaos;

import java.util.List;
import java.util.stream.Stream;

/** The words of a rule that no fault's parameter may reuse, because the one-line spelling puts them side by side. */
final class ReservedKeys {

    /** Keys of triggers, in the order they are written. */
    static final List<String> TRIGGER = List.of(
            "probability",
            "nth",
            "first",
            "every",
            "after",
            "burst",
            "window",
            "hours",
            "days",
            "zone",
            "ramp",
            "steps",
            "after-rule",
            "stack",
            "rate");

    /** Keys of bounds, in the order they are written. */
    static final List<String> BOUNDS = List.of("limit", "per-second", "players", "total-delay", "concurrent", "ttl");

    /** Keys that a line may have besides the fault's own. */
    static final List<String> WRITTEN = Stream.of(
                    TRIGGER, BOUNDS, List.of("phase", "enabled", "dry-run", "allow-blocking"))
            .flatMap(List::stream)
            .toList();

    /** Words that a rule has elsewhere, or may have one day. */
    private static final List<String> OTHER =
            List.of("phase", "enabled", "dry-run", "allow-blocking", "at-point", "where", "when");

    private ReservedKeys() {}

    static boolean contains(String key) {
        return TRIGGER.contains(key) || BOUNDS.contains(key) || OTHER.contains(key);
    }
}
