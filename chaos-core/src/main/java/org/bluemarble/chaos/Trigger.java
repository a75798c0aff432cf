package org.bluemarble.chaos;

import java.util.Objects;

/**
 * Decides which of the selected calls a rule disturbs. Call {@code n} is the rule's n-th selected call since it was armed,
 * counted from 1 over all threads together.
 *
 * <p>Triggers are immutable and hold no count: whether call {@code n} fires depends on the stream's seed and {@code n}
 * alone, so a run can be replayed.
 */
public sealed interface Trigger {

    /**
     * Decides call {@code n}.
     *
     * @param stream the rule's seed
     * @param n number of the selected call, from 1
     */
    boolean fires(long stream, long n);

    /** {@return a trigger that fires on every selected call} */
    static Trigger always() {
        return new Always();
    }

    /**
     * Returns a trigger that never fires. It is spelled {@code probability=0%}, and no engine arms a rule with it: a rule
     * that shall not act yet is armed with {@code enabled=false}.
     */
    static Trigger never() {
        return new Never();
    }

    /** {@return a trigger that draws for every selected call on its own} */
    static Trigger probability(Probability probability) {
        return new Chance(probability);
    }

    /**
     * Fires once, on the n-th selected call.
     *
     * @throws IllegalArgumentException if {@code n} is below 1
     */
    static Trigger nth(long n) {
        return new Nth(n);
    }

    /**
     * Fires on the first {@code count} selected calls.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    static Trigger first(long count) {
        return new First(count);
    }

    /**
     * Fires on every {@code period}-th selected call.
     *
     * @throws IllegalArgumentException if {@code period} is below 1
     */
    static Trigger every(long period) {
        return new Every(period);
    }

    /**
     * Lets {@code skipped} selected calls pass, then fires as {@code then} does, which counts from 1 again.
     *
     * @throws IllegalArgumentException if {@code skipped} is below 0
     */
    static Trigger after(long skipped, Trigger then) {
        return new After(skipped, then);
    }

    /**
     * Returns a trigger that fires where both do. There is one draw for each call, so of two probabilities the smaller one
     * decides. Both must count from the same call to have a spelling: to let calls pass
     * first, put {@link #after} around the whole, or the rule cannot be armed.
     */
    static Trigger both(Trigger first, Trigger second) {
        return new Both(first, second);
    }

    /** Fires on every call. */
    record Always() implements Trigger {
        @Override
        public boolean fires(long stream, long n) {
            return true;
        }
    }

    /** Fires on no call. */
    record Never() implements Trigger {
        @Override
        public boolean fires(long stream, long n) {
            return false;
        }
    }

    /** Fires with a probability, drawn for each call. */
    record Chance(Probability probability) implements Trigger {
        public Chance {
            Objects.requireNonNull(probability, "probability");
        }

        @Override
        public boolean fires(long stream, long n) {
            // The number lies in [0, 1): 0% never fires and 100% always does.
            return DecisionStream.uniform(stream, n, DecisionStream.TRIGGER_LANE) < probability.value();
        }
    }

    /** Fires on one call. */
    record Nth(long n) implements Trigger {
        public Nth {
            requirePositive("nth", n);
        }

        @Override
        public boolean fires(long stream, long call) {
            return call == n;
        }
    }

    /** Fires on the first calls. */
    record First(long count) implements Trigger {
        public First {
            requirePositive("first", count);
        }

        @Override
        public boolean fires(long stream, long n) {
            return n <= count;
        }
    }

    /** Fires periodically. */
    record Every(long period) implements Trigger {
        public Every {
            requirePositive("every", period);
        }

        @Override
        public boolean fires(long stream, long n) {
            return n % period == 0;
        }
    }

    /** Lets calls pass first. */
    record After(long skipped, Trigger then) implements Trigger {
        public After {
            Objects.requireNonNull(then, "then");
            if (skipped < 0) {
                throw new IllegalArgumentException("after was " + skipped + " but must be at least 0");
            }
        }

        @Override
        public boolean fires(long stream, long n) {
            return n > skipped && then.fires(stream, n - skipped);
        }
    }

    /** Fires where two triggers agree. */
    record Both(Trigger left, Trigger right) implements Trigger {
        public Both {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }

        @Override
        public boolean fires(long stream, long n) {
            return left.fires(stream, n) && right.fires(stream, n);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " was " + value + " but must be at least 1; calls count from 1");
        }
    }
}
