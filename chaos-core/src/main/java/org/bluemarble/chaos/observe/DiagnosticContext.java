package org.bluemarble.chaos.observe;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.bluemarble.chaos.spi.InternalProblems;
import org.jspecify.annotations.Nullable;

/** {@code org.slf4j.MDC} of one application. */
final class DiagnosticContext {

    private static final ApplicationType MDC = new ApplicationType("org.slf4j.MDC");

    /** Hangs on the application's own class, and goes with it. */
    private static final ClassValue<@Nullable DiagnosticContext> BOUND = new ClassValue<>() {
        @Override
        protected @Nullable DiagnosticContext computeValue(Class<?> type) {
            return bound(type);
        }
    };

    private final Class<?> mdc;
    private final MethodHandle put;
    private final MethodHandle remove;
    private volatile boolean ready;
    private volatile boolean unusable;

    private DiagnosticContext(Class<?> mdc, MethodHandle put, MethodHandle remove) {
        this.mdc = mdc;
        this.put = put;
        this.remove = remove;
    }

    /** {@return the context of the calling thread's application; null if it has none, or has not begun to log} */
    static @Nullable DiagnosticContext ofThisThread() {
        Class<?> type = MDC.visibleHere();
        DiagnosticContext context = type == null ? null : BOUND.get(type);
        return context != null && !context.unusable && context.isReady() ? context : null;
    }

    private static @Nullable DiagnosticContext bound(Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return new DiagnosticContext(
                    type,
                    lookup.findStatic(type, "put", MethodType.methodType(void.class, String.class, String.class)),
                    lookup.findStatic(type, "remove", MethodType.methodType(void.class, String.class)));
        } catch (ReflectiveOperationException other) {
            // A class of that name that is not SLF4J's.
            return null;
        }
    }

    /** Touching MDC would set up the application's logging, which may have to wait for what its main class does first. */
    private boolean isReady() {
        if (!ready) {
            ready = isLoggingSetUp();
        }
        return ready;
    }

    private boolean isLoggingSetUp() {
        try {
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", false, mdc.getClassLoader());
            Field state = factory.getDeclaredField("INITIALIZATION_STATE");
            // In SLF4J 1.7 and 2.0: 0 is not begun, 1 is going on, more is done.
            return !state.trySetAccessible() || state.getInt(null) > 1;
        } catch (ReflectiveOperationException | LinkageError other) {
            return true;
        }
    }

    void put(String key, String value) {
        try {
            put.invokeExact(key, value);
        } catch (Throwable failed) {
            reported(failed);
        }
    }

    void remove(String key) {
        try {
            remove.invokeExact(key);
        } catch (Throwable failed) {
            reported(failed);
        }
    }

    // A method handle declares every throwable.
    private void reported(Throwable failed) {
        if (failed instanceof VirtualMachineError dying) {
            throw dying;
        }
        if (failed instanceof LinkageError) {
            // The application has the library, but not all that it needs, and so cannot log with it either.
            unusable = true;
            return;
        }
        InternalProblems.report("a log line of a disturbed call has no mark", failed);
    }
}
