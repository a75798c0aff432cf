package org.bluemarble.chaos;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Applies an injection where server code passes a named point: there is no target between before and after. */
final class NamedPointCall {

    private NamedPointCall() {}

    static void apply(Injection injection) {
        Throwable thrown = null;
        try {
            injection.await(Phase.BEFORE);
            if (injection.begin()) {
                thrown = act(injection);
            }
            injection.await(Phase.AFTER);
        } catch (RuntimeException | LinkageError | AssertionError unusable) {
            // The server gets the fault that was asked for, or none.
            injection.refuse(unusable.toString());
        } finally {
            // Changes nothing if the fault was refused.
            injection.done();
        }
        if (thrown != null) {
            NamedPointCall.<RuntimeException>sneak(thrown);
        }
    }

    private static @Nullable Throwable act(Injection injection) {
        Fault fault = injection.fault();
        if (fault instanceof Crash) {
            JvmHalt.now(injection);
        } else if (fault instanceof Hang) {
            injection.awaitHang();
        } else if (fault instanceof ThrowException exception) {
            Throwable thrown = ExceptionFactory.create(exception);
            thrown.addSuppressed(injection.marker());
            return thrown;
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

    /** Makes the exception that a {@link ThrowException} names. */
    static final class ExceptionFactory {

        private ExceptionFactory() {}

        static Throwable create(ThrowException fault) {
            try {
                Class<? extends Throwable> type = find(fault.className());
                try {
                    return type.getConstructor(String.class).newInstance(fault.message());
                } catch (NoSuchMethodException noMessage) {
                    return type.getConstructor().newInstance();
                }
            } catch (ReflectiveOperationException unusable) {
                Throwable cause = unusable instanceof InvocationTargetException ? unusable.getCause() : unusable;
                throw new IllegalStateException("exception class " + fault.className() + " cannot be made", cause);
            }
        }

        static Class<? extends Throwable> find(String className) throws ClassNotFoundException {
            ClassLoader application = Thread.currentThread().getContextClassLoader();
            ClassLoader loader = application == null ? ClassLoader.getSystemClassLoader() : application;
            return Class.forName(className, false, loader).asSubclass(Throwable.class);
        }
    }
}
