package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The races at the gates of a trigger. Every outcome that is not named is forbidden. */
final class GateStress {

    private static final long NOW = 7_000_000_000L;

    private GateStress() {}

    /** One an hour. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class OneAnHour extends TwoCalls {

        private final @Nullable ArmedGates gates = ArmedGates.of(
                TriggerForm.of(Trigger.rate(1, Duration.ofHours(1))).orElseThrow(), new StoppedClock(), NOW);

        @Override
        boolean take(int call) {
            return gates != null && gates.closed(1, call) == null;
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

    /** A gate that has opened stays open. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Closed, then open.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Closed again.")
    @State
    public static class AfterTheOther {

        private final AwaitedRule gate = new AwaitedRule(new Gate.AfterRule("other", Duration.ZERO));

        /** The other rule fires. */
        @Actor
        public void fire() {
            gate.fired(NOW);
        }

        /** Two calls, one after the other. */
        @Actor
        public void call(II_Result result) {
            result.r1 = gate.isOver(NOW) ? 1 : 0;
            result.r2 = gate.isOver(NOW) ? 1 : 0;
        }
    }
}
