package org.bluemarble.chaos;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The gates of an armed rule, with what they remember. Thread-safe and lock-free. */
final class ArmedGates {

    /** Deeper than frameworks call; a stack that recurses without end is not searched to its end. */
    private static final int DEEPEST_FRAME = 1024;

    private static final StackWalker WALKER = StackWalker.getInstance();

    private final GateForm form;
    private final long skipped;
    private final ChaosClock clock;
    private final long armedNanos;
    private final @Nullable AwaitedRule awaited;
    private final AtomicLong lastSlot = new AtomicLong(-1);

    /** The minute of the day's clock that was looked at last, and whether the hours were open then. */
    private volatile long knownMinute = Long.MIN_VALUE;

    private ArmedGates(TriggerForm form, ChaosClock clock, long armedNanos) {
        this.form = form.gates();
        this.skipped = form.after();
        this.clock = clock;
        this.armedNanos = armedNanos;
        this.awaited = this.form.afterRule() == null ? null : new AwaitedRule(this.form.afterRule());
    }

    /** {@return the gates of a trigger; null if it has none} */
    static @Nullable ArmedGates of(TriggerForm form, ChaosClock clock, long armedNanos) {
        return form.gates().isNone() ? null : new ArmedGates(form, clock, armedNanos);
    }

    @Nullable
    AwaitedRule awaited() {
        return awaited;
    }

    /** {@return the first gate that is closed to a call, the cheapest asked first; null if all are open} */
    @Nullable
    Outcome closed(long stream, long call) {
        long now = clock.nanoTime();
        long elapsed = now - armedNanos;
        if (form.window() != null && !isOpen(form.window(), elapsed)) {
            return Outcome.WINDOW;
        }
        if (form.share() != null
                && !form.share().isDrawn(stream, call - skipped, form.share().at(elapsed))) {
            return Outcome.SHARE;
        }
        if (awaited != null && !awaited.isOver(now)) {
            return Outcome.AFTER_RULE;
        }
        if (form.hours() != null && !isOpen(form.hours().hours())) {
            return Outcome.HOURS;
        }
        // Looked at before the stack, which is expensive, and taken after it, because a call that is left alone takes
        // none.
        long slot = form.rate() == null ? 0 : form.rate().slot(elapsed);
        if (form.rate() != null && slot <= lastSlot.get()) {
            return Outcome.RATE;
        }
        if (form.stack() != null && !isCalledFrom(form.stack())) {
            return Outcome.STACK;
        }
        return form.rate() == null || takes(slot) ? null : Outcome.RATE;
    }

    private static boolean isOpen(Gate.Window window, long elapsed) {
        return elapsed >= window.from().toNanos()
                && (window.to() == null || elapsed < window.to().toNanos());
    }

    /** Hours begin and end with a minute: what is found out for one of them need not be found out again. */
    private boolean isOpen(OpenHours hours) {
        Instant now = clock.now();
        long minute = Math.floorDiv(now.getEpochSecond(), 60L);
        long known = knownMinute;
        if (known >> 1 == minute) {
            return (known & 1) == 1;
        }
        boolean open = hours.contains(now);
        knownMinute = minute << 1 | (open ? 1 : 0);
        return open;
    }

    private static boolean isCalledFrom(Gate.Stack stack) {
        return WALKER.walk(frames -> frames.limit(DEEPEST_FRAME).anyMatch(stack::isFrame));
    }

    private boolean takes(long slot) {
        long last;
        do {
            last = lastSlot.get();
            if (slot <= last) {
                return false;
            }
        } while (!lastSlot.compareAndSet(last, slot));
        return true;
    }
}
