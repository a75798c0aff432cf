package org.bluemarble.chaos;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
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
        @Nullable Long every,
        @Nullable Burst burst,
        GateForm gates) {

    static final TriggerForm ALWAYS = counted(0, null, null, null, null);

    /** Triggers that fire on no call are spelled alike, and refused when they are armed. */
    private static final TriggerForm NEVER = counted(0, Probability.ZERO, null, null, null);

    private static TriggerForm counted(
            long after,
            @Nullable Probability probability,
            @Nullable Long nth,
            @Nullable Long first,
            @Nullable Long every) {
        return new TriggerForm(after, probability, nth, first, every, null, GateForm.NONE);
    }

    /** {@return the form of a trigger; empty if it holds parts that no rule can spell together} */
    static Optional<TriggerForm> of(Trigger trigger) {
        if (trigger instanceof Trigger.Always) {
            return Optional.of(ALWAYS);
        } else if (trigger instanceof Trigger.Never) {
            return Optional.of(NEVER);
        } else if (trigger instanceof Trigger.Chance chance) {
            return Optional.of(counted(0, chance.probability(), null, null, null));
        } else if (trigger instanceof Trigger.Nth nth) {
            return Optional.of(counted(0, null, nth.n(), null, null));
        } else if (trigger instanceof Trigger.First first) {
            return Optional.of(counted(0, null, null, first.count(), null));
        } else if (trigger instanceof Trigger.Every every) {
            return Optional.of(counted(0, null, null, null, every.period()));
        } else if (trigger instanceof Trigger.After after) {
            return of(after.then()).map(then -> then.shifted(after.skipped()));
        } else if (trigger instanceof Trigger.Both both) {
            return of(both.left()).flatMap(left -> of(both.right()).flatMap(left::and));
        } else if (trigger instanceof Burst burst) {
            return Optional.of(new TriggerForm(0, null, null, null, null, burst, GateForm.NONE));
        } else if (trigger instanceof Gate gate) {
            return Optional.of(ALWAYS.with(GateForm.of(gate)));
        }
        throw new AssertionError("no form known for " + trigger);
    }

    private TriggerForm shifted(long skipped) {
        if (isNever()) {
            return NEVER;
        }
        long sum = after + skipped;
        // Past the last number that a count can reach, nothing fires.
        return sum < 0 ? NEVER : new TriggerForm(sum, probability, nth, first, every, burst, gates);
    }

    private TriggerForm with(GateForm gates) {
        return new TriggerForm(after, probability, nth, first, every, burst, gates);
    }

    private Optional<TriggerForm> and(TriggerForm other) {
        if (isNever() || other.isNever() || gates.excludes(other.gates)) {
            return Optional.of(NEVER);
        }
        if (countsNothing()) {
            return gates.and(other.gates).map(other::with);
        }
        if (other.countsNothing()) {
            return gates.and(other.gates).map(this::with);
        }
        if (after != other.after || (burst != null && other.burst != null && !burst.equals(other.burst))) {
            return Optional.empty();
        }
        boolean contradictory = nth != null && other.nth != null && !nth.equals(other.nth);
        BigInteger period = leastCommonMultiple(every, other.every);
        if (contradictory || period.bitLength() >= Long.SIZE) {
            return Optional.of(NEVER);
        }
        TriggerForm counted = new TriggerForm(
                after,
                // Both parts draw the same number for a call, so the smaller probability decides.
                least(probability, other.probability),
                nth == null ? other.nth : nth,
                least(first, other.first),
                period.signum() == 0 ? null : Long.valueOf(period.longValueExact()),
                burst == null ? other.burst : burst,
                GateForm.NONE);
        return gates.and(other.gates).map(counted::with);
    }

    /** Whether it says nothing about the number of the call: then it may join whatever counts from any call. */
    private boolean countsNothing() {
        return with(GateForm.NONE).equals(ALWAYS) && gates.share() == null;
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
        Stream<@Nullable Trigger> counts = Stream.of(
                probability == null ? null : Trigger.probability(probability),
                nth == null ? null : Trigger.nth(nth),
                first == null ? null : Trigger.first(first),
                every == null ? null : Trigger.every(every),
                burst);
        Trigger all = null;
        for (Trigger one : Stream.concat(counts, gates.gates()).toList()) {
            all = all == null ? one : one == null ? all : Trigger.both(all, one);
        }
        Trigger counted = all == null ? Trigger.always() : all;
        return after == 0 ? counted : Trigger.after(after, counted);
    }

    /** {@return the largest share of consecutive selected calls that it disturbs, if there are many of them} */
    double share() {
        double chance = probability == null ? 1 : probability.value();
        double most =
                gates.share() == null ? chance : Math.min(chance, gates.share().most());
        double drawn = burst == null ? most : burst.share(most);
        return every == null ? drawn : drawn / every;
    }

    /** {@return whether it fires once at most} */
    boolean firesOnce() {
        return nth != null || (first != null && first == 1);
    }
}
