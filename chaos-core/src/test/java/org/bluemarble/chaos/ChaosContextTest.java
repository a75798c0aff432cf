package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChaosContextTest extends EngineTest {

    @Test
    void nested_innermostHoldsAndTheFormerComesBack() {
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());

        try (ChaosContext.Scope outer =
                ChaosContext.current().withPlayer("p1").withEngine(chaos).open()) {
            try (ChaosContext.Scope inner =
                    ChaosContext.current().withPlayer("p2").open()) {
                assertThat(ChaosContext.current().player()).isEqualTo("p2");
                assertThat(ChaosContext.current().engine()).isSameAs(chaos);
            }
            assertThat(ChaosContext.current().player()).isEqualTo("p1");
        }

        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void closedTwice_doesNotBringAnOldContextBack() {
        ChaosContext.Scope first = ChaosContext.empty().withPlayer("p1").open();
        first.close();
        try (ChaosContext.Scope second = ChaosContext.empty().withPlayer("p2").open()) {
            first.close();

            assertThat(ChaosContext.current().player()).isEqualTo("p2");
        }
    }

    /** A pooled thread must not work for a player for ever, because two scopes were closed in the wrong order. */
    @Test
    void outerClosedFirst_nothingIsLeftBehind() {
        ChaosContext.Scope outer = ChaosContext.empty().withPlayer("p1").open();
        ChaosContext.Scope inner = ChaosContext.empty().withPlayer("p2").open();

        outer.close();
        assertThat(ChaosContext.current().player())
                .as("the inner one is still open")
                .isEqualTo("p2");
        inner.close();

        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void closedByAnotherThread_isRefusedAndTheContextStays() {
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p1").open()) {
            assertThatThrownBy(() -> racers.begin(() -> {
                                scope.close();
                                return "closed";
                            })
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "must be closed by " + Thread.currentThread().getName());

            assertThat(ChaosContext.current().player()).isEqualTo("p1");
        }
        assertThat(ChaosContext.current()).isSameAs(ChaosContext.empty());
    }

    @Test
    void otherThreads_doNotSeeTheContext() throws Exception {
        try (ChaosContext.Scope scope = ChaosContext.empty().withPlayer("p1").open()) {
            assertThat(racers.begin(ChaosContext::current).get()).isSameAs(ChaosContext.empty());
        }
    }

    @Test
    void ruleForOnePlayer_touchesThatPlayersCallsAlone() {
        ArmedRule rule = chaos.arm(rule("p17-only").where("player", "p17").build());

        assertThat(callOf("p18")).isNull();
        assertThat(call()).as("a call of nobody").isNull();
        assertThat(callOf("p17")).isNotNull();

        assertThat(rule.counters().selected()).isEqualTo(1);
        assertThat(chaos.journal().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.player()).isEqualTo("p17"));
    }

    @Test
    void ruleForAllButOne_touchesTheOthersAndCallsOfNobody() {
        chaos.arm(rule("not-p17").whereNot("player", "p17").build());

        assertThat(callOf("p17")).isNull();
        assertThat(callOf("p18")).isNotNull();
        assertThat(call()).isNotNull();
    }

    private @Nullable Injection callOf(String player) {
        try (ChaosContext.Scope scope =
                ChaosContext.current().withPlayer(player).withEngine(chaos).open()) {
            return ended(point.decide(CallAttributes.NONE));
        }
    }

    private static @Nullable Injection ended(@Nullable Injection injection) {
        if (injection != null) {
            injection.done();
        }
        return injection;
    }
}
