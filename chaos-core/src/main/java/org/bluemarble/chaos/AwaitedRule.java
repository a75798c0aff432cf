package org.bluemarble.chaos;

/** A gate that another rule opens by disturbing a call. Thread-safe. */
final class AwaitedRule {

    private static final long NOT_YET = Long.MIN_VALUE;

    private final Gate.AfterRule gate;

    /** When the other rule fired first; any value but {@link #NOT_YET}. */
    private volatile long firedNanos = NOT_YET;

    AwaitedRule(Gate.AfterRule gate) {
        this.gate = gate;
    }

    String rule() {
        return gate.rule();
    }

    void fired(long nowNanos) {
        if (firedNanos == NOT_YET) {
            firedNanos = nowNanos == NOT_YET ? NOT_YET + 1 : nowNanos;
        }
    }

    boolean isOver(long nowNanos) {
        long fired = firedNanos;
        return fired != NOT_YET && nowNanos - fired >= gate.delay().toNanos();
    }
}
