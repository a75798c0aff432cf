package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/** Applies an injection where server code passes a named point, be it a place between two lines or around a piece of work. */
final class NamedPointCall {

    private NamedPointCall() {}

    /** There is no target between before and after. */
    static void apply(Injection injection) {
        Throwable thrown = null;
        try {
            injection.await(Phase.BEFORE);
            if (injection.fault() instanceof ReturnOverride) {
                // Of all faults the one that needs to know what the caller expects.
                injection.refuse(injection.point() + " is passed without a value to return; the server has to call"
                        + " InjectionPoint.call(type, work) there");
            } else if (injection.begin()) {
                thrown = actOrFail(injection);
            }
            injection.await(Phase.AFTER);
        } finally {
            injection.done();
        }
        sneakIfAny(thrown);
    }

    /** The work lies between before and after. */
    @SuppressWarnings("NullAway") // What T is, the caller knows; an override's value was made for its type.
    static <T extends @Nullable Object, E extends Exception> T around(
            Injection injection, Class<?> type, PointWork<T, E> work) throws E {
        try {
            injection.await(Phase.BEFORE);
            boolean doubled = injection.fault() instanceof TickFault.Twice;
            Instead<T> instead = injection.actsIn(Phase.BEFORE) && !doubled ? begin(injection, type) : null;
            if (instead == null) {
                instead = new Instead<>(work.run());
                if (doubled && injection.begin()) {
                    instead = new Instead<>(work.run());
                }
            }
            Instead<T> after = injection.actsIn(Phase.AFTER) ? begin(injection, type) : null;
            injection.await(Phase.AFTER);
            return (after == null ? instead : after).value();
        } finally {
            injection.done();
        }
    }

    /** {@return what the caller gets instead of the work's result; null for the result itself} */
    private static <T extends @Nullable Object> @Nullable Instead<T> begin(Injection injection, Class<?> type) {
        Fault fault = injection.fault();
        if (fault instanceof ReturnOverride override) {
            return overridden(injection, override, type);
        }
        if (!injection.begin()) {
            return null;
        }
        if (fault instanceof TickFault.Skip) {
            return new Instead<>(null);
        }
        if (fault instanceof TickFault.Stall stall) {
            injection.awaitNanos(stall.duration().toNanos());
            return null;
        }
        sneakIfAny(actOrFail(injection));
        return null;
    }

    @SuppressWarnings("unchecked") // The value was made for the type that the server code named with the work.
    private static <T extends @Nullable Object> @Nullable Instead<T> overridden(
            Injection injection, ReturnOverride override, Class<?> type) {
        try {
            Object value = override.valueFor(type);
            return injection.begin() ? new Instead<>((T) value) : null;
        } catch (IllegalArgumentException unsuitable) {
            injection.refuse(String.valueOf(unsuitable.getMessage()));
            return null;
        }
    }

    /** What is thrown into server code is the fault asked for, and never a bug of ours. */
    private static @Nullable Throwable actOrFail(Injection injection) {
        try {
            return injection.act();
        } catch (RuntimeException | LinkageError | AssertionError bug) {
            // A class whose static initialiser fails gives a LinkageError.
            injection.fail(bug);
            return null;
        } catch (StackOverflowError | OutOfMemoryError shortage) {
            // Those that a rule asks for are returned.
            injection.spare();
            return null;
        }
    }

    private static void sneakIfAny(@Nullable Throwable thrown) {
        if (thrown != null) {
            NamedPointCall.<RuntimeException>sneak(thrown);
        }
    }

    /** A rule may name a checked exception; what the compiler checks is no concern of the JVM. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** A value that the caller gets instead of the work's own. */
    private record Instead<T extends @Nullable Object>(
            @Nullable T value) {}
}
