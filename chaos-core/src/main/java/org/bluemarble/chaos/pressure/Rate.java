package org.bluemarble.chaos.pressure;

/** How much is due at a given rate. What was not taken in time is not made up for. Used by one thread. */
final class Rate {

    private static final double NANOS = 1e9;

    private final double bytesPerSecond;
    private long lastNanos = System.nanoTime();
    private double due;

    Rate(long megabytesPerSecond) {
        this.bytesPerSecond = megabytesPerSecond * (double) (1 << 20);
    }

    /** {@return the bytes due now: those of the time since the last call, a second's at most} */
    long dueBytes() {
        long now = System.nanoTime();
        due = Math.min(due + bytesPerSecond * ((now - lastNanos) / NANOS), bytesPerSecond);
        lastNanos = now;
        return (long) due;
    }

    /** So much was taken. */
    void taken(long bytes) {
        due -= bytes;
    }
}
