package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a game loop's turns meet. */
class TickPointTest extends EngineTest {

    private static final TickPoint TICK = Chaos.tickLoop("tick-test");

    private final AtomicInteger turns = new AtomicInteger();

    private void turn() {
        try (ChaosContext.Scope scope = ChaosContext.empty().withEngine(chaos).open()) {
            TICK.turn(turns::incrementAndGet);
        }
    }

    @Test
    void nothingArmed_turnIsDoneOnce() {
        turn();

        assertThat(turns).hasValue(1);
        assertThat(LoopThreads.current()).as("mark after the turn").isNull();
    }

    @Test
    void skip_leavesThatTurnOut() {
        ArmedRule rule = chaos.arm("skip: tick.tick-test skip-tick nth=2");

        turn();
        turn();
        turn();

        assertThat(turns).hasValue(2);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void twice_doesTheTurnAgain() {
        ArmedRule rule = chaos.arm("twice: tick.tick-test double-tick nth=1");

        turn();
        assertThat(turns).hasValue(2);
        turn();
        assertThat(turns).hasValue(3);

        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void stall_holdsTheTurnBackAndThenDoesIt() {
        ArmedRule rule = chaos.arm("stall: tick.tick-test stall-tick 40ms");
        long start = System.nanoTime();

        turn();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(turns).hasValue(1);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void disarmedInTheMiddleOfAStall_turnIsDoneAtOnce() throws Exception {
        ArmedRule rule = chaos.arm("stall: tick.tick-test stall-tick 1m");
        Future<Integer> turned = racers.begin(() -> {
            turn();
            return turns.get();
        });
        await("the turn stalls").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);

        rule.disarm();

        assertThat(turned.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void workThatThrows_takesTheMarkAwayAndEndsTheInjection() {
        ArmedRule rule = chaos.arm("twice: tick.tick-test double-tick");

        assertThatThrownBy(() -> {
                    try (ChaosContext.Scope scope =
                            ChaosContext.empty().withEngine(chaos).open()) {
                        TICK.turn(() -> {
                            assertThat(LoopThreads.current()).isEqualTo("the tick thread");
                            throw new IllegalStateException("a bug of the game");
                        });
                    }
                })
                .hasMessage("a bug of the game");

        assertThat(LoopThreads.current()).isNull();
        assertThat(rule.counters().waiting()).isZero();
    }

    @Test
    void turnInsideATurn_keepsTheMarkUntilTheOuterOneEnds() {
        TICK.turn(() -> {
            TICK.turn(() -> {});
            assertThat(LoopThreads.current()).isEqualTo("the tick thread");
        });

        assertThat(LoopThreads.current()).isNull();
    }
}
