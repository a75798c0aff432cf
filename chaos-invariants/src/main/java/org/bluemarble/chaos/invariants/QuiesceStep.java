package org.bluemarble.chaos.invariants;

import java.time.Duration;

/** One step towards rest: what is done, and how long it may take. */
record QuiesceStep(String name, Duration timeout, Quiesce.Action action) {

    QuiesceStep {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeout of step '" + name + "' was " + timeout + " but must be longer than nothing");
        }
    }
}
