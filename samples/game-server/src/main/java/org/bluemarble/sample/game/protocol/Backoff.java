package org.bluemarble.sample.game.protocol;

import java.util.random.RandomGenerator;

/** Growing pauses between tries, with jitter, so that a crowd does not come back all at once. Not thread-safe. */
public final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 1_000;

    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    /** Begins with the shortest pause. */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** {@return the next pause, half to all of its step} */
    public long nextMillis() {
        long step = nextMillis;
        nextMillis = Math.min(2 * step, LONGEST_MILLIS);
        return step / 2 + random.nextLong(step / 2 + 1);
    }

    /** Begins anew with the shortest pause: it worked. */
    public void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
