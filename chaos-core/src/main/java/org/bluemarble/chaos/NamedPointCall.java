package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/** Applies an injection where server code passes a named point: there is no target between before and after. */
final class NamedPointCall {

    private NamedPointCall() {}

    static void apply(Injection injection) {
        Throwable thrown = null;
        try {
            injection.await(Phase.BEFORE);
            if (injection.begin()) {
                thrown = actOrFail(injection);
            }
            injection.await(Phase.AFTER);
        } finally {
            injection.done();
        }
        if (thrown != null) {
            NamedPointCall.<RuntimeException>sneak(thrown);
        }
    }

    /** What is thrown into server code is the fault asked for, and never a bug of ours. */
    private static @Nullable Throwable actOrFail(Injection injection) {
        try {
            return act(injection);
        } catch (RuntimeException | LinkageError | AssertionError bug) {
            // A class whose static initialiser fails gives a LinkageError.
            injection.fail(bug);
            return null;
        }
    }

    private static @Nullable Throwable act(Injection injection) {
        Fault fault = injection.fault();
        if (fault instanceof Crash) {
            JvmHalt.now(injection);
        } else if (fault instanceof Hang) {
            injection.awaitHang();
        } else if (fault instanceof ThrowException) {
            return injection.exception();
        } else {
            throw new IllegalStateException("fault was " + fault + " but a named point can only apply generic faults");
        }
        return null;
    }

    /** A rule may name a checked exception; what the compiler checks is no concern of the JVM. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
