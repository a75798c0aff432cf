package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The engine's races, each as small as it can be. Every outcome that is not named is forbidden. */
final class EngineStress {

    private EngineStress() {}

    private static int begun(@Nullable Injection injection) {
        return injection != null && injection.begin() ? 1 : 0;
    }

    /** A call notes whether disarming had returned, and then begins. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Began before disarming returned.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Called off, or decided too late.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Disarming had returned: not begun.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Began after disarming had returned.")
    @State
    public static class DisarmAgainstBegin {

        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);
        private volatile boolean disarmed;

        /** Calls. */
        @Actor
        public void call(II_Result result) {
            Injection injection = rule.call();
            result.r2 = disarmed ? 1 : 0;
            result.r1 = begun(injection);
        }

        /** Disarms. */
        @Actor
        public void disarm() {
            rule.rule().disarm();
            disarmed = true;
        }
    }

    /** The same for the flag, which keeps the rule armed. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Began before disabling returned.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Called off, or decided too late.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Disabling had returned: not begun.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Began after disabling had returned.")
    @State
    public static class DisableAgainstBegin {

        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);
        private volatile boolean disabled;

        /** Calls. */
        @Actor
        public void call(II_Result result) {
            Injection injection = rule.call();
            result.r2 = disabled ? 1 : 0;
            result.r1 = begun(injection);
        }

        /** Disables. */
        @Actor
        public void disable() {
            rule.rule().disable();
            disabled = true;
        }
    }

    /** Two calls, one injection allowed. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class LimitOfOne extends TwoCalls {

        private final StressedRule rule = new StressedRule(Trigger.always(), 1);

        @Override
        boolean take(int call) {
            return begun(rule.call()) == 1;
        }

        /** One call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = taken(1);
        }

        /** Another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = taken(2);
        }
    }

    /** Two calls, of which the second is to be hit. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class SecondOfTwo extends TwoCalls {

        private final StressedRule rule = new StressedRule(Trigger.nth(2), Bounds.UNLIMITED);

        @Override
        boolean take(int call) {
            return begun(rule.call()) == 1;
        }

        /** One call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = taken(1);
        }

        /** Another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = taken(2);
        }
    }

    /** An action is registered while the rule ends. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Told once.")
    @State
    public static class ToldOnce {

        private final AtomicInteger told = new AtomicInteger();
        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);
        private final @Nullable Injection injection = rule.call();

        /** Registers. */
        @Actor
        public void register() {
            if (injection != null) {
                injection.onCancel(told::incrementAndGet);
            }
        }

        /** Disarms. */
        @Actor
        public void disarm() {
            rule.rule().disarm();
        }

        /** Counts. */
        @Arbiter
        public void count(I_Result result) {
            result.r1 = told.get();
        }
    }

    /** A fault is carried out while the rule ends: it is done or called off, once, and nothing is left under way. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Either done or cancelled.")
    @State
    public static class DoneOrCancelled {

        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);
        private final @Nullable Injection injection = rule.call();

        /** Acts. */
        @Actor
        public void act() {
            if (injection != null) {
                injection.begin();
                injection.done();
            }
        }

        /** Disarms. */
        @Actor
        public void disarm() {
            rule.rule().disarm();
        }

        /** Counts; what is still under way spoils the outcome. */
        @Arbiter
        public void count(II_Result result) {
            RuleCounters counters = rule.rule().counters();
            result.r1 = (int) (counters.done() + 10 * counters.waiting());
            result.r2 = (int) counters.cancelled();
        }
    }

    /** A call is decided while the rule ends: it must not stay under way when nobody will end it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "Not disturbed, or called off; nothing is left under way.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "A decided injection escaped the disarming.")
    @State
    public static class DecidedWhileDisarmed {

        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);

        /** Decides, and neither begins nor ends. */
        @Actor
        public void decide() {
            rule.call();
        }

        /** Disarms. */
        @Actor
        public void disarm() {
            rule.rule().disarm();
        }

        /** Counts. */
        @Arbiter
        public void count(II_Result result) {
            RuleCounters counters = rule.rule().counters();
            result.r1 = (int) counters.injected();
            result.r2 = (int) counters.waiting();
        }
    }

    /** Two entries at once. */
    @JCStressTest
    @Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "Both are there, numbered 1 and 2.")
    @State
    public static class JournalAppend {

        private final Journal journal = new Journal(1);
        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);

        private void append(long call) {
            journal.append(rule.rule(), call, 0, Instant.EPOCH, null);
        }

        /** One entry. */
        @Actor
        public void one() {
            append(1);
        }

        /** Another. */
        @Actor
        public void other() {
            append(2);
        }

        /** Counts the entries and adds their numbers up. */
        @Arbiter
        public void count(II_Result result) {
            for (JournalEntry entry : journal.entries()) {
                result.r1++;
                result.r2 += (int) entry.sequence();
            }
        }
    }

    /** Two entries are made while somebody reads: what is read has no gap, and goes on from there. */
    @JCStressTest
    @Outcome(
            id = {"0, 2", "1, 2", "2, 2"},
            expect = ACCEPTABLE,
            desc = "Some were read, then the others, in order.")
    @State
    public static class JournalReadWhileWritten {

        private final Journal journal = new Journal(1);
        private final StressedRule rule = new StressedRule(Trigger.always(), Bounds.UNLIMITED);
        private int wrong;

        private void append(long call) {
            journal.append(rule.rule(), call, 0, Instant.EPOCH, null);
        }

        private int read(int before) {
            int next = before;
            for (JournalEntry entry : journal.after(before, 10, false)) {
                wrong += entry.sequence() == ++next ? 0 : 10;
            }
            return next;
        }

        /** One entry. */
        @Actor
        public void one() {
            append(1);
        }

        /** Another; and reads what is there. */
        @Actor
        public void other(II_Result result) {
            append(2);
            result.r1 = read(0);
        }

        /** Reads on; a gap spoils the outcome. */
        @Arbiter
        public void readOn(II_Result result) {
            result.r2 = read(result.r1) + wrong;
        }
    }
}
