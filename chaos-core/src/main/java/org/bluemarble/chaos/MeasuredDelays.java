package org.bluemarble.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Delays and how often each was measured. Immutable; equal if they hold the same. */
public final class MeasuredDelays {

    /** In ascending order. */
    private final long[] nanos;
    /** At each place, how many were measured up to the delay there. */
    private final long[] upTo;

    private MeasuredDelays(long[] nanos, long[] upTo) {
        this.nanos = nanos;
        this.upTo = upTo;
    }

    /**
     * Returns these delays.
     *
     * @param counts how often each delay was measured, from 1; not empty
     * @throws IllegalArgumentException if there is none, one is negative, or a count is not above zero
     */
    public static MeasuredDelays of(Map<Duration, Long> counts) {
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("counts was empty but must hold at least one delay");
        }
        long[] nanos = new long[counts.size()];
        long[] upTo = new long[counts.size()];
        int at = 0;
        long sum = 0;
        for (Map.Entry<Duration, Long> one : new TreeMap<>(counts).entrySet()) {
            Duration delay = Objects.requireNonNull(one.getKey(), "delay");
            if (delay.isNegative() || one.getValue() < 1) {
                throw new IllegalArgumentException("measured delay was " + delay + ", " + one.getValue()
                        + " times, but must not be negative, and its count at least 1");
            }
            nanos[at] = delay.toNanos();
            sum = Math.addExact(sum, one.getValue());
            upTo[at++] = sum;
        }
        return new MeasuredDelays(nanos, upTo);
    }

    /** {@return how many were measured in all} */
    public long size() {
        return upTo[upTo.length - 1];
    }

    /**
     * Returns one of the delays.
     *
     * @param share from 0 up to, not including, 1: the part of all measured delays that are not longer
     * @return nanoseconds
     */
    long nanosAt(double share) {
        long rank = (long) (share * size());
        int found = Arrays.binarySearch(upTo, rank);
        // Of rank r, counted from zero, is the first delay up to which more than r were measured.
        int at = found >= 0 ? found + 1 : -found - 1;
        return nanos[Math.min(at, nanos.length - 1)];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeasuredDelays that
                && Arrays.equals(nanos, that.nanos)
                && Arrays.equals(upTo, that.upTo);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(nanos) + Arrays.hashCode(upTo);
    }

    @Override
    public String toString() {
        return size() + " measured delays from " + Duration.ofNanos(nanos[0]) + " to "
                + Duration.ofNanos(nanos[nanos.length - 1]);
    }
}
