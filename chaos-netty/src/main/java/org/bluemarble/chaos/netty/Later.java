package org.bluemarble.chaos.netty;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** A step that is taken on a loop after a time, or as soon as a rule of its injection ends; once. */
final class Later {

    private final Runnable step;
    private @Nullable Future<?> alarm;
    private boolean taken;

    private Later(Runnable step) {
        this.step = step;
    }

    /** Takes a step at once if there is no time to wait for; called on the loop. */
    static void take(Injection injection, EventExecutor loop, long nanos, Runnable step) {
        if (nanos <= 0) {
            step.run();
            return;
        }
        Later later = new Later(step);
        if (nanos != Travelling.UNTIL_RELEASED) {
            later.alarm = loop.schedule(later::due, nanos, TimeUnit.NANOSECONDS);
        }
        injection.onAnyCancel(() -> soon(loop, later::due));
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

    private void due() {
        if (taken) {
            return;
        }
        taken = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        step.run();
    }
}
