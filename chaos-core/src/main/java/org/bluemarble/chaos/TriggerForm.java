package org.bluemarble.chaos;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as rules spell it: at most one of each kind, counted after some calls were let pass. Triggers that decide alike
 * have one form, so that a rule from Java and the same rule from a file are equal.
 */
record TriggerForm(
        long after,
        @Nullable Probability probability,
        @Nullable Long nth,
        @Nullable Long first,
        @Nullable Long every) {

    static final TriggerForm ALWAYS = new TriggerForm(0, null, null, null, null);

    /** Triggers that fire on no call are spelled alike, and refused when they are armed. */
    private static final TriggerForm NEVER = new TriggerForm(0, Probability.ZERO, null, null, null);

    /** {@return the form of a trigger; empty if two parts of it count from different calls, which no rule can spell} */
    static Optional<TriggerForm> of(Trigger trigger) {
        if (trigger instanceof Trigger.Always) {
            return Optional.of(ALWAYS);
        } else if (trigger instanceof Trigger.Never) {
            return Optional.of(NEVER);
        } else if (trigger instanceof Trigger.Chance chance) {
            return Optional.of(new TriggerForm(0, chance.probability(), null, null, null));
        } else if (trigger instanceof Trigger.Nth nth) {
            return Optional.of(new TriggerForm(0, null, nth.n(), null, null));
        } else if (trigger instanceof Trigger.First first) {
            return Optional.of(new TriggerForm(0, null, null, first.count(), null));
        } else if (trigger instanceof Trigger.Every every) {
            return Optional.of(new TriggerForm(0, null, null, null, every.period()));
        } else if (trigger instanceof Trigger.After after) {
            return of(after.then()).map(then -> then.shifted(after.skipped()));
        } else if (trigger instanceof Trigger.Both both) {
            return of(both.left()).flatMap(left -> of(both.right()).flatMap(left::and));
        }
        throw new AssertionError("no form known for " + trigger);
    }

    private TriggerForm shifted(long skipped) {
        if (isNever()) {
            return NEVER;
        }
        long sum = after + skipped;
        // Past the last number that a count can reach, nothing fires.
        return sum < 0 ? NEVER : new TriggerForm(sum, probability, nth, first, every);
    }

    private Optional<TriggerForm> and(TriggerForm other) {
        if (equals(ALWAYS) || other.isNever()) {
            return Optional.of(other);
        }
        if (other.equals(ALWAYS) || isNever()) {
            return Optional.of(this);
        }
        boolean contradictory = nth != null && other.nth != null && !nth.equals(other.nth);
        if (after != other.after) {
            return Optional.empty();
        }
        if (contradictory) {
            return Optional.of(NEVER);
        }
        BigInteger period = leastCommonMultiple(every, other.every);
        if (period.bitLength() >= Long.SIZE) {
            return Optional.of(NEVER);
        }
        return Optional.of(new TriggerForm(
                after,
                // Both parts draw the same number for a call, so the smaller probability decides.
                least(probability, other.probability),
                nth == null ? other.nth : nth,
                least(first, other.first),
                period.signum() == 0 ? null : Long.valueOf(period.longValueExact())));
    }

    private static <T extends Comparable<T>> @Nullable T least(@Nullable T a, @Nullable T b) {
        return a == null ? b : b == null || a.compareTo(b) <= 0 ? a : b;
    }

    /** Zero if neither is given. */
    private static BigInteger leastCommonMultiple(@Nullable Long a, @Nullable Long b) {
        BigInteger left = BigInteger.valueOf(a == null ? b == null ? 0 : b : a);
        BigInteger right = BigInteger.valueOf(b == null ? a == null ? 0 : a : b);
        return left.signum() == 0 ? left : left.multiply(right).divide(left.gcd(right));
    }

    private boolean isNever() {
        return probability != null && probability.value() == 0;
    }

    /** {@return the trigger of this form} */
    Trigger toTrigger() {
        if (isNever()) {
            return Trigger.never();
        }
        Trigger trigger = null;
        trigger = both(trigger, probability == null ? null : Trigger.probability(probability));
        trigger = both(trigger, nth == null ? null : Trigger.nth(nth));
        trigger = both(trigger, first == null ? null : Trigger.first(first));
        trigger = both(trigger, every == null ? null : Trigger.every(every));
        Trigger counted = trigger == null ? Trigger.always() : trigger;
        return after == 0 ? counted : Trigger.after(after, counted);
    }

    private static @Nullable Trigger both(@Nullable Trigger left, @Nullable Trigger right) {
        return left == null ? right : right == null ? left : Trigger.both(left, right);
    }

    /** {@return the largest share of consecutive selected calls that it disturbs, if there are many of them} */
    double share() {
        double chance = probability == null ? 1 : probability.value();
        return every == null ? chance : chance / every;
    }

    /** {@return whether it fires once at most} */
    boolean firesOnce() {
        return nth != null || (first != null && first == 1);
    }
}
