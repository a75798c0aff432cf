package org.bluemarble.chaos.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a channel, at one place of its pipeline: what enters it leaves it in the same order, each at its time.
 * What does not have to wait, and stands behind nothing, passes at once. One alarm for the whole lane, however much is on
 * it. Used on the executor alone, but for {@link #hurry()}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Lane {

    /** What is beside the lane. */
    interface Bank {
        /** More or fewer bytes wait than before. */
        void heldChanged(long bytes);

        /** Something that had waited has left. */
        void leftLate();
    }

    private final EventExecutor executor;
    private final Bank bank;
    private final Deque<Travelling> held = new ArrayDeque<>();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private final LoopClock clock;
    private long heldBytes;
    private boolean moving;
    private @Nullable Future<?> alarm;

    Lane(EventExecutor executor, Bank bank) {
        this.executor = executor;
        this.bank = bank;
        this.clock = new LoopClock(executor);
    }

    EventExecutor executor() {
        return executor;
    }

    boolean isEmpty() {
        return held.isEmpty() && !moving;
    }

    /** {@return how many bytes wait} */
    long heldBytes() {
        return heldBytes;
    }

    /** {@return the time on the executor's clock} */
    long nanoTime() {
        return clock.nanoTime();
    }

    /** {@return whether something waits for a rule to end, and everything behind it as well} */
    boolean isBlocked() {
        long now = nanoTime();
        return held.stream().anyMatch(one -> one.leftNanos(now) == Travelling.UNTIL_RELEASED);
    }

    /** Has something enter behind all that waits. */
    void enter(Travelling one) {
        one.since(nanoTime());
        if (isEmpty() && one.leftNanos(nanoTime()) <= 0) {
            moving = true;
            try {
                one.arrive();
            } finally {
                moving = false;
            }
            // While it arrived, others may have entered behind it.
            move();
            return;
        }
        held.addLast(one);
        hold(one);
        if (held.peekFirst() == one) {
            move();
        }
    }

    /** Has several enter, in order, before all that waits: they are what just left, in another form. */
    void enterFirst(List<? extends Travelling> several) {
        for (int i = several.size() - 1; i >= 0; i--) {
            several.get(i).since(nanoTime());
            held.addFirst(several.get(i));
            hold(several.get(i));
        }
        move();
    }

    private void hold(Travelling one) {
        changeHeld(one.size());
        Injection injection = one.newInjection();
        if (injection != null) {
            injection.onAnyCancel(this::hurry);
        }
    }

    /** Something that left waits on beside the lane, and takes so many bytes there. */
    void waitsBeside(int bytes) {
        changeHeld(bytes);
    }

    /** It waits no longer, and has gone on. */
    void leftFromBeside(int bytes) {
        changeHeld(-bytes);
        bank.leftLate();
    }

    /** Some rule ended: what waits for it may leave now. From any thread. */
    void hurry() {
        if (hurried.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    hurried.set(false);
                    move();
                });
            } catch (RejectedExecutionException shutDown) {
                // A loop that ended has closed most channels on it, with what they held. Of the others, and where a
                // handler's own executor ended, nobody is there to pass on what waits: that is lost.
                Later.surely(executor, this::lose);
            }
        }
    }

    /** Lets everything leave now, in order, because nobody will be there to do it later. */
    void empty() {
        leave(true);
    }

    /** Everything is lost, because the channel is gone. */
    void lose() {
        stopAlarm();
        for (Travelling one = held.poll(); one != null; one = held.poll()) {
            changeHeld(-one.size());
            one.lose();
        }
    }

    private void move() {
        leave(false);
    }

    private void leave(boolean all) {
        if (moving) {
            return;
        }
        moving = true;
        boolean late = false;
        try {
            stopAlarm();
            for (Travelling first = held.peekFirst(); first != null; first = held.peekFirst()) {
                long left = all ? 0 : first.leftNanos(nanoTime());
                if (left > 0) {
                    setAlarm(left);
                    break;
                }
                held.removeFirst();
                changeHeld(-first.size());
                late = true;
                first.arrive();
            }
        } finally {
            moving = false;
        }
        if (late) {
            bank.leftLate();
        }
    }

    private void changeHeld(int bytes) {
        heldBytes += bytes;
        // Told of what has no bytes too: behind it the end of the stream must wait as well.
        bank.heldChanged(bytes);
    }

    private void setAlarm(long nanos) {
        if (nanos != Travelling.UNTIL_RELEASED) {
            try {
                alarm = executor.schedule(this::move, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException shutsDown) {
                // The loop is about to end, and to close every channel on it: nothing waits for that.
                alarm = null;
            }
        }
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }
}
