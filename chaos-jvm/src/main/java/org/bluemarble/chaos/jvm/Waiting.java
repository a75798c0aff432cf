package org.bluemarble.chaos.jvm;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads that wait in place of callers who may not: virtual ones where the JDK has them. */
final class Waiting {

    private static final Executor THREADS = threads();

    private Waiting() {}

    /** Runs work on a thread of its own. */
    static void run(Runnable work) {
        THREADS.execute(work);
    }

    private static Executor threads() {
        try {
            // Since 21.
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException older) {
            return Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(null, work, "chaos-waiting", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                return thread;
            });
        }
    }
}
