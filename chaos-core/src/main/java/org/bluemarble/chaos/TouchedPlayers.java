package org.bluemarble.chaos;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The players whom a rule has touched, at most so many. Thread-safe. */
final class TouchedPlayers {

    private final long most;
    private final Set<Object> players = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    TouchedPlayers(long most) {
        this.most = most;
    }

    long count() {
        return players.size();
    }

    /** {@return whether the player was touched before or may be touched now} */
    boolean touch(Object player) {
        if (players.contains(player)) {
            return true;
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            // Another thread may have noted the same player meanwhile.
            return players.contains(player);
        }
        if (!players.add(player)) {
            count.decrementAndGet();
        }
        return true;
    }
}
