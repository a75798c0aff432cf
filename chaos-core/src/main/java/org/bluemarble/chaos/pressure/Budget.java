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

    synchronized void take(String fault, long amount) throws Refusal {
        if (taken + amount > most) {
            throw new Refusal(fault + " was " + words.apply(amount) + " but other rules have taken "
                    + words.apply(taken) + ", and together they may take at most " + words.apply(most));
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
