package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The races for what a rule's bounds leave. Every outcome that is not named is forbidden. */
final class BoundsStress {

    private static final long NOW = 7_000_000_000L;
    private static final ChaosClock CLOCK = new StoppedClock();

    private BoundsStress() {}

    /** One a second. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class OnePerSecond extends TwoCalls {

        private final SecondBound bound = new SecondBound(1);

        @Override
        boolean take(int call) {
            return bound.take(NOW + call);
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

    /** Two a second: neither takes the other's place. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
    @State
    public static class TwoPerSecond extends TwoCalls {

        private final SecondBound bound = new SecondBound(2);

        @Override
        boolean take(int call) {
            return bound.take(NOW);
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

    /** Two players, one may be touched. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class OnePlayer extends TwoCalls {

        private final TouchedPlayers players = new TouchedPlayers(1);

        @Override
        boolean take(int call) {
            return players.touch(call == 1 ? "p1" : "p2");
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

    /** One may be under way. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class OneUnderWay extends TwoCalls {

        private final SpentBounds bounds = new SpentBounds(Bounds.DEFAULT.withConcurrent(1));

        @Override
        boolean take(int call) {
            return bounds.take(CallAttributes.NONE, 0, CLOCK) == null;
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

    /** Two delays, each as long as all may be together. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class OneDelayInTotal extends TwoCalls {

        private static final long DELAY_NANOS = 10_000_000;

        private final SpentBounds bounds =
                new SpentBounds(Bounds.DEFAULT.withTotalDelay(Duration.ofNanos(DELAY_NANOS)));

        @Override
        boolean take(int call) {
            return bounds.take(CallAttributes.NONE, DELAY_NANOS, CLOCK) == null;
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

    /** A delay that another bound forbids gives back what it took of the total, and takes nobody's place. */
    @JCStressTest
    @JCStressMeta(ExactlyOne.class)
    @State
    public static class DelayAndOnePerSecond extends TwoCalls {

        private final SpentBounds bounds = new SpentBounds(
                Bounds.DEFAULT.withTotalDelay(Duration.ofMillis(20)).withPerSecond(1));

        @Override
        boolean take(int call) {
            return bounds.take(CallAttributes.NONE, 10_000_000, CLOCK) == null;
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
}
