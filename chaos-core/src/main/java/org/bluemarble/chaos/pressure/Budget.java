package org.bluemarble.chaos.pressure;

import java.util.function.LongFunction;

/** So much of a resource all rules of this JVM may take together. Thread-safe. */
final class Budget {

    private final long most;
    private final LongFunction<String> words;
    private long taken;

    /**
     * Nothing is taken at first.
     *
     * @param words how an amount reads in messages
     */
    Budget(long most, LongFunction<String> words) {
        this.most = most;
        this.words = words;
    }

    /** Takes so much, if all rules together then have no more than the budget, nor than the ceiling's cap. */
    synchronized void take(String fault, long amount, long cap) throws Refusal {
        long highest = Math.min(most, cap);
        if (taken + amount > highest) {
            throw new Refusal(fault + " was " + words.apply(amount) + " but other rules have taken "
                    + words.apply(taken) + ", and together they may take at most " + words.apply(highest));
        }
        taken += amount;
    }

    synchronized void giveBack(long amount) {
        taken -= amount;
    }

    synchronized long taken() {
        return taken;
    }
}
