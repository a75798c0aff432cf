package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The races between those who arm and end rules, and with the calls. Every outcome that is not named is forbidden. */
final class ArmingStress {

    private static final InjectionPoint POINT = Chaos.point("stress.point");

    private ArmingStress() {}

    private static FaultRule rule(String id, @Nullable String player) {
        FaultRule.Builder rule = FaultRule.named(id)
                .at(POINT)
                .inject(new ThrowException(ThrowException.DEFAULT_CLASS, ThrowException.DEFAULT_MESSAGE));
        return (player == null ? rule : rule.where("player", player)).build();
    }

    /** A call that nothing is known of but its engine. */
    private record CallOf(Chaos engine) implements CallAttributes {
        @Override
        public @Nullable Object get(AttributeKey key) {
            return null;
        }
    }

    private static int begun(@Nullable Injection injection) {
        return injection != null && injection.begin() ? 1 : 0;
    }

    /** A point with as many rules as are looked up, one of which comes and goes. */
    private static final class IndexedPoint {

        private static final Chaos ENGINE = new Chaos(new ChaosBuilder(Chaos.GLOBAL_NAME).clock(new StoppedClock()));

        private final InjectionPoint point = new InjectionPoint(POINT.name());
        private final ArmedRule mine = armed("mine", "p1");

        IndexedPoint() {
            for (int i = 0; i < RuleIndex.WORTHWHILE; i++) {
                armed("other-" + i, "other-" + i).setEnabled(true);
            }
        }

        private ArmedRule armed(String id, String player) {
            return new ArmedRule(
                    ENGINE,
                    rule(id, player),
                    Phase.BEFORE,
                    point,
                    ENGINE.clock().now());
        }

        @Nullable
        Injection call() {
            return point.decide(key -> key == AttributeKey.PLAYER ? "p1" : null);
        }
    }

    /** A rule comes into the index while a call looks for it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Found, if it was there in time.")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "Arming had returned: not found.")
    @State
    public static class AddAgainstLookUp {

        private final IndexedPoint indexed = new IndexedPoint();
        private volatile boolean added;

        /** Calls. */
        @Actor
        public void call(II_Result result) {
            result.r2 = added ? 1 : 0;
            result.r1 = begun(indexed.call());
        }

        /** Arms. */
        @Actor
        public void add() {
            indexed.mine.setEnabled(true);
            added = true;
        }
    }

    /** A rule leaves the index while a call looks for it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Found, unless it had gone.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Ending it had returned: found.")
    @State
    public static class RemoveAgainstLookUp {

        private final IndexedPoint indexed = new IndexedPoint();
        private volatile boolean removed;

        /** A state whose rule is there. */
        public RemoveAgainstLookUp() {
            indexed.mine.setEnabled(true);
        }

        /** Calls. */
        @Actor
        public void call(II_Result result) {
            result.r2 = removed ? 1 : 0;
            result.r1 = begun(indexed.call());
        }

        /** Ends. */
        @Actor
        public void remove() {
            indexed.mine.setEnd(ArmedRule.End.DISARMED);
            removed = true;
        }
    }

    /** A lease is renewed while its term ends: it goes on with its rule, or ends with it and says so. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Renewed; the rule is armed.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused; the rule has ended.")
    @State
    public static class RenewAgainstExpiry {

        private static final Duration TERM = Duration.ofSeconds(1);

        private final StoppedClock clock = new StoppedClock();
        private final Chaos engine = Chaos.builder("stress").clock(clock).build();
        private final Lease lease = new Lease(engine, "lease-1", TERM, () -> {});
        private final ArmedRule rule = lease.arm(rule("leased", null));

        /** A state whose lease is about to end. */
        public RenewAgainstExpiry() {
            lease.begin();
            clock.step(TERM.minusNanos(1));
        }

        /** Renews. */
        @Actor
        public void renew(II_Result result) {
            try {
                lease.renew();
                result.r1 = 1;
            } catch (IllegalStateException ended) {
                result.r1 = 0;
            }
        }

        /** The term ends. */
        @Actor
        public void expire() {
            clock.step(Duration.ofNanos(1));
            clock.alarm();
        }

        /** Looks. */
        @Arbiter
        public void look(II_Result result) {
            result.r2 = lease.isOpen() && rule.isArmed() ? 1 : 0;
            rule.disarm();
        }
    }

    /** A rule is armed while the kill switch is thrown. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nothing is armed, nothing is injected.")
    @State
    public static class ArmAgainstKillSwitch {

        private final Chaos engine =
                Chaos.builder("stress").clock(new StoppedClock()).build();

        /** Arms. */
        @Actor
        public void arm() {
            try {
                engine.book().arm(rule("late", null), Chaos.API);
            } catch (ChaosConfigurationException killed) {
                // Too late, as it should be.
                return;
            }
        }

        /** Throws the switch. */
        @Actor
        public void kill() {
            engine.killSwitch("stress");
        }

        /** Looks, and calls. */
        @Arbiter
        public void look(II_Result result) {
            result.r1 = engine.rules().size();
            result.r2 = begun(POINT.decide(new CallOf(engine)));
        }
    }

    /** The signal file is found while a call is decided. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Begun, unless the rules had ended.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Begun after all rules had ended.")
    @State
    public static class SignalAgainstBegin {

        private final Chaos engine =
                Chaos.builder("stress").clock(new StoppedClock()).build();
        private final ArmedRule rule = engine.arm(ArmingStress.rule("signalled", null));
        private volatile boolean signalled;

        /** Calls. */
        @Actor
        public void call(II_Result result) {
            Injection injection = rule.point().decide(new CallOf(engine));
            result.r2 = signalled ? 1 : 0;
            result.r1 = begun(injection);
        }

        /** The file is there. */
        @Actor
        public void signal() {
            engine.book().signalled("the signal file exists");
            signalled = true;
        }
    }
}
