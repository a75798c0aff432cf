package org.bluemarble.chaos.jvm;

import org.bluemarble.chaos.Crash;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Hang;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.ThrowException;
import org.jspecify.annotations.Nullable;

/**
 * What one injection does around a method's own work where the fault is a generic one: waiting, throwing, halting. Used by
 * the calling thread: first {@link #before()}, then the method's work unless it is skipped, then {@link #after}.
 */
class GenericEffect {

    private final Injection injection;
    private @Nullable Throwable failure;
    private boolean ended;

    GenericEffect(Injection injection) {
        this.injection = injection;
    }

    final Injection injection() {
        return injection;
    }

    /**
     * Acts before the method does.
     *
     * @return whether the method's work is to be skipped
     */
    final boolean before() {
        injection.await(Phase.BEFORE);
        return injection.actsIn(Phase.BEFORE) && injection.begin() && guarded(Phase.BEFORE);
    }

    /**
     * Acts after the method did, and ends the injection.
     *
     * @param thrown what the method threw
     * @return what the caller sees
     */
    final @Nullable Throwable after(@Nullable Throwable thrown) {
        // A call that fails by itself has no effect that a caller could be told of otherwise.
        if (thrown == null && failure == null && injection.actsIn(Phase.AFTER) && injection.begin()) {
            guarded(Phase.AFTER);
        }
        injection.await(Phase.AFTER);
        if (!ended) {
            injection.done();
        }
        return failure == null ? thrown : failure;
    }

    /** A bug of ours, and an exception class that cannot be made, end the rule and not the game's call. */
    private boolean guarded(Phase phase) {
        try {
            return act(phase);
        } catch (RuntimeException | LinkageError | AssertionError bug) {
            ended = true;
            injection.fail(bug);
            return false;
        }
    }

    /** {@return whether the method's work is to be skipped, if it is not yet done} */
    boolean act(Phase phase) {
        Fault fault = injection.fault();
        if (fault instanceof Crash) {
            injection.halt();
        } else if (fault instanceof Hang) {
            injection.awaitHang();
        } else if (fault instanceof ThrowException) {
            failure = injection.exception();
            return true;
        } else {
            ended = true;
            injection.refuse(
                    "fault " + (fault == null ? "none" : fault.name()) + " has no meaning at " + injection.point());
        }
        return false;
    }
}
