package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The races for what a rule's bounds leave. Every outcome that is not named is forbidden. */
final class BoundsStress {

    private static final long NOW = 7_000_000_000L;

    private BoundsStress() {}

    private static int one(boolean taken) {
        return taken ? 1 : 0;
    }

    /** Two calls at the same time, one a second. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Exactly one.")
    @State
    public static class OnePerSecond {

        private final SecondBound bound = new SecondBound(1);

        /** One call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = BoundsStress.one(bound.take(NOW));
        }

        /** Another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = BoundsStress.one(bound.take(NOW + 1));
        }
    }

    /** Two calls at the same time, two a second: neither takes the other's place. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
    @State
    public static class TwoPerSecond {

        private final SecondBound bound = new SecondBound(2);

        /** One call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = BoundsStress.one(bound.take(NOW));
        }

        /** Another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = BoundsStress.one(bound.take(NOW));
        }
    }

    /** Two players, one may be touched. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Exactly one.")
    @State
    public static class OnePlayer {

        private final TouchedPlayers players = new TouchedPlayers(1);

        /** One player's call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = BoundsStress.one(players.touch("p1"));
        }

        /** Another's. */
        @Actor
        public void other(II_Result result) {
            result.r2 = BoundsStress.one(players.touch("p2"));
        }
    }

    /** Two calls, one may be under way. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Exactly one.")
    @State
    public static class OneUnderWay {

        private final SpentBounds bounds = new SpentBounds(Bounds.DEFAULT.withConcurrent(1));

        private boolean take() {
            return bounds.take(CallAttributes.NONE, 0, ChaosClock.system()) == null;
        }

        /** One call. */
        @Actor
        public void one(II_Result result) {
            result.r1 = BoundsStress.one(take());
        }

        /** Another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = BoundsStress.one(take());
        }
    }
}
