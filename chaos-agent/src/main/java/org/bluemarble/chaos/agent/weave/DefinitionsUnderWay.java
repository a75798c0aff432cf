package org.bluemarble.chaos.agent.weave;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.bluemarble.chaos.spi.InternalProblems;

/**
 * The threads that were defining or changing a class at one moment. The JVM has asked its transformers about that class
 * already, so one that is added now is not asked, and the class is not yet among the loaded ones. Virtual threads are not
 * seen: the JVM lists none. Not thread-safe.
 */
final class DefinitionsUnderWay {

    /** A loader of the game's may wait for something else in between. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Set<Thread> threads = new HashSet<>();

    private DefinitionsUnderWay() {}

    /** Those of this moment, but for the thread that asks. */
    static DefinitionsUnderWay now() {
        DefinitionsUnderWay now = new DefinitionsUnderWay();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread != Thread.currentThread() && isIn(stack)) {
                now.threads.add(thread);
            }
        });
        return now;
    }

    /** {@return whether a thread with this stack defines a class or changes one} */
    static boolean isIn(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String method = frame.getMethodName();
            // The last one where a class comes out of an archive of class data.
            if (method.startsWith("defineClass")
                    || method.startsWith("retransformClasses")
                    || method.startsWith("redefineClasses")
                    || method.startsWith("findLoadedClass")) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return threads.isEmpty();
    }

    /** Waits until each of the threads was seen doing something else, but not for ever. */
    void await() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        threads.removeIf(thread -> !isIn(thread.getStackTrace()));
        while (!threads.isEmpty()) {
            if (System.nanoTime() - deadline >= 0) {
                InternalProblems.report(
                        "code may be missing in a class that was being defined as the agent came",
                        new TimeoutException(threads.iterator().next().getName() + " is still defining it"));
                return;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
            threads.removeIf(thread -> !isIn(thread.getStackTrace()));
        }
    }
}
