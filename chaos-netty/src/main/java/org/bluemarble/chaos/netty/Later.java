package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** A step that is taken on a loop after a time, or as soon as a rule of its injection or the loop ends; once. */
@SuppressWarnings("FutureReturnValueIgnored") // It is our own step that is told.
final class Later {

    /** Longer than any rule is armed: what waits for a rule's end has an alarm too, which tells of the loop's end. */
    private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(3650);

    private final Runnable step;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** Volatile: the loop may be another one than that on which it was set. */
    private volatile @Nullable Future<?> alarm;

    private Later(Runnable step) {
        this.step = step;
    }

    /** Takes a step after the delays of an injection, at once if there are none; called on the channel's loop. */
    static void take(Injection injection, EventExecutor loop, long nanos, Runnable step) {
        if (nanos <= 0) {
            step.run();
            return;
        }
        Later later = new Later(step);
        later.setAlarm(loop, nanos);
        injection.onAnyCancel(() -> surely(loop, later::due));
    }

    /** Takes a step when the fault of an injection has lasted its time, or its rule has ended; from any thread. */
    static void whenOver(Injection injection, EventExecutor loop, long nanos, Runnable step) {
        Later later = new Later(step);
        later.setAlarm(loop, nanos);
        injection.onCancel(() -> surely(loop, later::due));
    }

    private void setAlarm(EventExecutor loop, long nanos) {
        try {
            Future<?> set = loop.schedule(this::due, Math.min(nanos, NEVER_NANOS), TimeUnit.NANOSECONDS);
            alarm = set;
            // A loop that ends cancels what is scheduled on it, and may leave a channel open: nobody else would take
            // the step before the rule ends.
            set.addListener(ended -> {
                if (ended.isCancelled()) {
                    due();
                }
            });
        } catch (RejectedExecutionException shutsDown) {
            due();
        }
    }

    /** Takes a step now if this is the channel's loop, or the channel is on none yet, or else at its next turn. */
    static void onLoop(Channel channel, Runnable step) {
        if (!channel.isRegistered() || channel.eventLoop().inEventLoop()) {
            step.run();
        } else {
            soon(channel.eventLoop(), step);
        }
    }

    /** Takes a step at the loop's next turn. From any thread. */
    static void soon(EventExecutor loop, Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException shutDown) {
            // The loop has ended, and every channel on it with what it held.
            return;
        }
    }

    /**
     * Takes a step that ends an injection at the loop's next turn, or after the loop has ended: then nothing of a channel is
     * touched by two threads, and the injection ends all the same. From any thread.
     */
    static void surely(EventExecutor loop, Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException shutDown) {
            if (loop instanceof SingleThreadEventExecutor) {
                loop.terminationFuture().addListener(ended -> step.run());
            } else {
                // Such as one that has no thread of its own, and tells no end.
                GlobalEventExecutor.INSTANCE.execute(step);
            }
        }
    }

    private void due() {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
        step.run();
    }
}
