package org.bluemarble.chaos.jvm;

import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.ReturnOverride;
import org.bluemarble.chaos.TargetFault;
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

    /** Has the caller see a failure that is not of our making, such as the disk's own. */
    final void passOn(Throwable real) {
        failure = real;
    }

    /** Has the caller see this failure, marked as injected. */
    final void failWith(Throwable thrown) {
        thrown.addSuppressed(injection.marker());
        failure = thrown;
    }

    /**
     * Acts before the method does.
     *
     * @return whether the method's work is to be skipped
     */
    final boolean before() {
        injection.await(Phase.BEFORE);
        return injection.actsIn(Phase.BEFORE) && injection.begin() && guarded();
    }

    /**
     * Acts after the method did, and ends the injection.
     *
     * @param thrown what the method threw
     * @return what the caller sees
     */
    final @Nullable Throwable after(@Nullable Throwable thrown) {
        try {
            // A call that fails by itself has no effect that a caller could be told of otherwise.
            if (thrown == null && failure == null && injection.actsIn(Phase.AFTER) && injection.begin()) {
                guarded();
            }
            injection.await(Phase.AFTER);
        } finally {
            // Whatever went wrong, a bound is free again.
            if (!ended) {
                injection.done();
            }
        }
        return failure == null ? thrown : failure;
    }

    /** A bug of ours, and an exception class that cannot be made, end the rule and not the game's call. */
    private boolean guarded() {
        try {
            return act();
        } catch (RuntimeException | LinkageError | AssertionError bug) {
            ended = true;
            injection.fail(bug);
            return false;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // No bug, and not the fault that was asked for: the call goes on as without it.
            injection.spare();
            return false;
        }
    }

    /** {@return whether the method's work is to be skipped, if it is not yet done} */
    private boolean act() {
        Fault fault = injection.fault();
        if (fault instanceof TargetFault target) {
            return act(target);
        } else if (fault instanceof ReturnOverride override) {
            return act(override);
        }
        failure = injection.act();
        return failure != null;
    }

    /** {@return whether the method's work is to be skipped after a fault that a module brings} */
    boolean act(TargetFault fault) {
        return refuse(fault);
    }

    /** {@return whether the method's work is to be skipped, since the caller gets another value} */
    boolean act(ReturnOverride fault) {
        return refuse(fault);
    }

    private boolean refuse(Fault fault) {
        injection.refuse("fault " + fault.name() + " has no meaning at " + injection.point());
        return false;
    }
}
