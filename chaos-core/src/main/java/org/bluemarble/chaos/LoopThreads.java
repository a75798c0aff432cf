package org.bluemarble.chaos;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows the threads on which many wait for one: a turn of a game loop, and the event loops of Netty, which are recognised
 * by the names of their classes, since nothing here may depend on Netty, and many libraries carry a copy under another name.
 */
final class LoopThreads {

    /** The common parent of Netty's event loops. Executors for work that may block have another one. */
    private static final String EVENT_LOOP = ".channel.SingleThreadEventLoop";
    /** Reactor's mark on threads that must not block. */
    private static final String NON_BLOCKING = ".scheduler.NonBlocking";

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    // JDK types, so that a pooled thread keeps no class of ours.
    private static final ThreadLocal<@Nullable Boolean> IN_TICK = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Boolean> KNOWN_LOOP = new ThreadLocal<>();

    private LoopThreads() {}

    /** Marks the current thread as being inside a turn. Returns whether it was not. */
    static boolean enterTick() {
        if (IN_TICK.get() != null) {
            return false;
        }
        IN_TICK.set(Boolean.TRUE);
        return true;
    }

    static void exitTick() {
        IN_TICK.remove();
    }

    /** {@return what the current thread is, if nobody may block it; null for other threads} */
    static @Nullable String current() {
        if (IN_TICK.get() != null) {
            return "the tick thread";
        }
        if (KNOWN_LOOP.get() == null) {
            if (!isMarked(Thread.currentThread().getClass()) && !runsEventLoop()) {
                return null;
            }
            // A loop's thread does nothing else until it ends. The answer no is not kept: a thread of some executor may
            // become a loop's later.
            KNOWN_LOOP.set(Boolean.TRUE);
        }
        return "the event loop";
    }

    private static boolean runsEventLoop() {
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass).anyMatch(LoopThreads::isEventLoop));
    }

    private static boolean isEventLoop(Class<?> type) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            if (one.getName().endsWith(EVENT_LOOP)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(Class<?> type) {
        for (Class<?> one = type; one != null && one != Thread.class; one = one.getSuperclass()) {
            if (Arrays.stream(one.getInterfaces())
                    .anyMatch(mark -> mark.getName().endsWith(NON_BLOCKING))) {
                return true;
            }
        }
        return false;
    }
}
