package org.bluemarble.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts the outcomes of a rule's calls and remembers the latest, for those who ask why it does not fire. Allocates
 * nothing after its making unless threads contend, and is not reached by calls that are not selected or whose turn it is not. Thread-safe.
 */
// The outcomes' order is their own file's alone, and nothing is stored beyond this JVM: an EnumMap of adders would
// follow two
// references more on each count.
@SuppressWarnings("EnumOrdinal")
final class OutcomeCounts {

    /** One remembered call. */
    record Latest(long call, Outcome outcome) {}

    private static final Outcome[] OUTCOMES = Outcome.values();

    /** As many as a person reads. */
    static final int REMEMBERED = 16;

    /** Fewer than 32 outcomes; a call's number is far below what is left. */
    private static final int OUTCOME_BITS = 5;

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(OUTCOMES.length).toArray(LongAdder[]::new);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLongArray latest = new AtomicLongArray(REMEMBERED);

    void add(long call, Outcome outcome) {
        counts[outcome.ordinal()].increment();
        // Not incremented atomically: of two calls at the very same time one may be forgotten. This is told to people
        // and
        // decides nothing, and a rule whose limit is used up must not make its callers wait for each other.
        int number = next.getOpaque();
        next.setOpaque(number + 1);
        latest.setOpaque(number & (REMEMBERED - 1), call << OUTCOME_BITS | outcome.ordinal());
    }

    long of(Outcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    long sum(Outcome first, Outcome last) {
        long sum = 0;
        for (int i = first.ordinal(); i <= last.ordinal(); i++) {
            sum += counts[i].sum();
        }
        return sum;
    }

    /** {@return the latest calls, the latest last} */
    List<Latest> latest() {
        List<Latest> calls = new ArrayList<>();
        for (int i = 0; i < REMEMBERED; i++) {
            long packed = latest.get(i);
            if (packed != 0) {
                calls.add(new Latest(packed >>> OUTCOME_BITS, OUTCOMES[(int) packed & ((1 << OUTCOME_BITS) - 1)]));
            }
        }
        calls.sort(Comparator.comparingLong(Latest::call));
        return calls;
    }
}
