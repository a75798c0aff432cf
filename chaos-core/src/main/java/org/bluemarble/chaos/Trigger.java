package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the selected calls a rule disturbs. Call {@code n} is the rule's n-th selected call since it was armed,
 * counted from 1 over all threads together.
 *
 * <p>Triggers are immutable and hold no count: whether call {@code n} fires depends on the stream's seed and {@code n}
 * alone, so a run can be replayed. Only a {@link Gate} hangs on more than that.
 */
public sealed interface Trigger
        permits Trigger.Always,
                Trigger.Never,
                Trigger.Chance,
                Trigger.Nth,
                Trigger.First,
                Trigger.Every,
                Trigger.After,
                Trigger.Both,
                Burst,
                Gate {

    /**
     * Decides call {@code n}; where there is a {@link Gate}, whether the call can fire if the gate is open.
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
     * Fires in bursts of calls, with gaps between them.
     *
     * @param meanCalls mean length of a burst in selected calls, from 1 to 1000
     * @param meanGap mean length of a gap in selected calls, from 1 to 1,000,000
     * @throws IllegalArgumentException if one of them is out of range, or both are 1
     */
    static Trigger burst(long meanCalls, long meanGap) {
        return new Burst(meanCalls, meanGap, Probability.ONE, Probability.ZERO);
    }

    /**
     * Fires from some time after the arming until another.
     *
     * @throws IllegalArgumentException if {@code from} is negative or {@code to} not after it
     */
    static Trigger window(Duration from, Duration to) {
        return new Gate.Window(from, to);
    }

    /** {@return a trigger that fires at some hours of the day} */
    static Trigger hours(OpenHours hours) {
        return new Gate.Hours(hours);
    }

    /**
     * Fires so many times in each period, evenly spread, if there are calls enough.
     *
     * @param calls from 1 to 100,000
     * @param period from 1 ms to 24 h
     * @throws IllegalArgumentException if one of them is out of range
     */
    static Trigger rate(long calls, Duration period) {
        return new Gate.Rate(calls, period);
    }

    /**
     * Fires on a share of the calls that changes evenly after the arming, and then stays.
     *
     * @throws IllegalArgumentException if {@code over} is not above zero
     */
    static Trigger ramp(Probability from, Probability to, Duration over) {
        return new Gate.Ramp(from, to, over);
    }

    /**
     * Fires on a share of the calls that changes in steps after the arming.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one other than the last says not how long it is held
     */
    static Trigger steps(List<Gate.Step> steps) {
        return new Gate.Steps(steps);
    }

    /**
     * Fires from when another rule of the same engine has disturbed a call.
     *
     * @param rule the other rule's id
     * @param delay how much later, from zero
     * @throws IllegalArgumentException if {@code rule} is no id or {@code delay} negative
     */
    static Trigger afterRule(String rule, Duration delay) {
        return new Gate.AfterRule(rule, delay);
    }

    /**
     * Fires on calls that come from a method.
     *
     * @param className the class's binary name
     * @param method the method's name, or null for any method of the class
     * @throws IllegalArgumentException if one of them cannot be a name
     */
    static Trigger calledFrom(String className, @Nullable String method) {
        return new Gate.Stack(className, method);
    }

    /**
     * Returns a trigger that fires where both do. There is one draw for each call, so of two probabilities the smaller one
     * decides. Both must count from the same call to have a spelling: to let calls pass
     * first, put {@link #after} around the whole, or the rule cannot be armed. Nor can it with two different gates of one
     * kind, except for windows, of which the overlap counts.
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
