package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gates of a trigger as rules spell them: at most one of each kind. */
record GateForm(
        Gate.@Nullable Window window,
        Gate.@Nullable Hours hours,
        Gate.@Nullable Share share,
        Gate.@Nullable AfterRule afterRule,
        Gate.@Nullable Stack stack,
        Gate.@Nullable Rate rate) {

    static final GateForm NONE = new GateForm(null, null, null, null, null, null);

    static GateForm of(Gate gate) {
        if (gate instanceof Gate.Window window) {
            // From the arming on and for ever is no gate, whoever spells it.
            boolean always = window.from().isZero() && window.to() == null;
            return always ? NONE : new GateForm(window, null, null, null, null, null);
        } else if (gate instanceof Gate.Hours hours) {
            return new GateForm(null, hours, null, null, null, null);
        } else if (gate instanceof Gate.Share share) {
            return new GateForm(null, null, share, null, null, null);
        } else if (gate instanceof Gate.AfterRule afterRule) {
            return new GateForm(null, null, null, afterRule, null, null);
        } else if (gate instanceof Gate.Stack stack) {
            return new GateForm(null, null, null, null, stack, null);
        } else if (gate instanceof Gate.Rate rate) {
            return new GateForm(null, null, null, null, null, rate);
        }
        throw new AssertionError("no form known for " + gate);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** {@return whether two windows share no moment: nothing comes through both} */
    boolean excludes(GateForm other) {
        return window != null && other.window != null && overlap(window, other.window) == null;
    }

    /** {@return both together; empty if there are two of a kind that cannot be made one} */
    Optional<GateForm> and(GateForm other) {
        boolean alike = isAlike(hours, other.hours)
                && isAlike(share, other.share)
                && isAlike(afterRule, other.afterRule)
                && isAlike(stack, other.stack)
                && isAlike(rate, other.rate);
        if (!alike || excludes(other)) {
            return Optional.empty();
        }
        return Optional.of(new GateForm(
                window == null || other.window == null ? given(window, other.window) : overlap(window, other.window),
                given(hours, other.hours),
                given(share, other.share),
                given(afterRule, other.afterRule),
                given(stack, other.stack),
                given(rate, other.rate)));
    }

    private static boolean isAlike(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }

    private static <T> @Nullable T given(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    private static Gate.@Nullable Window overlap(Gate.Window one, Gate.Window other) {
        Duration from = one.from().compareTo(other.from()) >= 0 ? one.from() : other.from();
        Duration to = one.to();
        Duration otherTo = other.to();
        if (to == null || (otherTo != null && otherTo.compareTo(to) < 0)) {
            to = otherTo;
        }
        return to != null && to.compareTo(from) <= 0 ? null : new Gate.Window(from, to);
    }

    /** {@return the gates, the cheapest first} */
    Stream<Gate> gates() {
        return Stream.of(window, hours, share, afterRule, stack, rate).filter(Objects::nonNull);
    }
}
