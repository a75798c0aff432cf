package org.bluemarble.sample.game.economy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The naive server's idea of idempotence: what it did lately, in memory. It is gone when it is needed, after a crash. */
final class RecentOutcomes {
    private static final int CAPACITY = 10_000;

    private final Map<UUID, Outcome> outcomes = new LinkedHashMap<>();

    synchronized Optional<Outcome> get(UUID opId) {
        return Optional.ofNullable(outcomes.get(opId));
    }

    synchronized void put(UUID opId, Outcome outcome) {
        outcomes.putIfAbsent(opId, outcome);
        if (outcomes.size() > CAPACITY) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
    }
}
