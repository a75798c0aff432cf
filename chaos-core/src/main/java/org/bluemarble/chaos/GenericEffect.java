package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/** Does what a generic fault says on the calling thread, at a point of whatever target. */
final class GenericEffect {

    private GenericEffect() {}

    /**
     * Applies the acting fault of an injection that has begun.
     *
     * @return what the caller shall see thrown; null if the call goes on
     * @throws IllegalStateException if the fault is none that every target can apply
     */
    static @Nullable Throwable apply(Injection injection) {
        Fault fault = injection.fault();
        if (fault instanceof WaitingFault) {
            injection.awaitHang();
        } else if (fault instanceof ThrowingFault) {
            return injection.exception();
        } else if (fault instanceof Crash) {
            injection.halt();
        } else if (fault instanceof Exit exit) {
            JvmExit.begin(injection, exit);
        } else {
            throw new IllegalStateException(
                    "fault was " + fault + " but must be a generic one that makes sense at " + injection.point());
        }
        return null;
    }

    /** Makes what a throwing fault throws, marked as injected. */
    static Throwable thrown(ThrowingFault fault, InjectedFault marker) {
        Throwable thrown;
        if (fault instanceof ThrowException exception) {
            thrown = ThrowableClasses.create(exception);
        } else if (fault instanceof JvmError error) {
            thrown = error.provoke();
        } else {
            throw new AssertionError("no way known to throw " + fault);
        }
        thrown.addSuppressed(marker);
        return thrown;
    }
}
