package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules of an engine of its own touch only what is in its scope; the global engine's touch every call. */
class EngineScopeTest extends EngineTest {

    @Test
    void callOfNobody_isNotTouched() {
        ArmedRule rule = chaos.arm(rule("own").build());

        assertThat(point.decide(CallAttributes.NONE)).isNull();

        assertThat(rule.counters().outOfScope()).isEqualTo(1);
        assertThat(rule.counters().selected())
                .as("a call outside the scope does not count")
                .isZero();
    }

    @Test
    void insideAContextOfTheEngine_isTouched() {
        chaos.arm(rule("own").build());

        try (ChaosContext.Scope scope = ChaosContext.current().withEngine(chaos).open()) {
            assertThat(point.decide(CallAttributes.NONE)).isNotNull();
        }

        assertThat(point.decide(CallAttributes.NONE)).isNull();
    }

    @Test
    void objectOfAnotherEngine_belongsToThatOneInWhateverContext() {
        try (Chaos other = engine("other")) {
            chaos.arm(rule("same-id").build());
            other.arm(rule("same-id").limit(1).build());

            try (ChaosContext.Scope scope =
                    ChaosContext.current().withEngine(chaos).open()) {
                Injection injection = Objects.requireNonNull(point.decide(TestCall.of(other)));
                injection.done();
                assertThat(point.decide(TestCall.of(other)))
                        .as("beyond the other's limit")
                        .isNull();
            }

            assertThat(other.journal().size()).isEqualTo(1);
            assertThat(chaos.journal().size()).isZero();
        }
    }

    @Test
    void twoEnginesAtOnePoint_neitherStealsTheOthersFaults() throws Exception {
        try (Chaos other = engine("other")) {
            ArmedRule mine = chaos.arm(rule("mine").limit(100).build());
            ArmedRule theirs = other.arm(rule("theirs").limit(100).build());

            for (int i = 0; i < 100; i++) {
                assertThat(disturbed().rule()).isEqualTo("mine");
                assertThat(Objects.requireNonNull(point.decide(TestCall.of(other)))
                                .rule())
                        .isEqualTo("theirs");
            }

            assertThat(mine.counters().preempted() + theirs.counters().preempted())
                    .isZero();
            other.close();
            assertThat(point.isArmed()).as("still armed by the first").isTrue();
            assertThat(point.decide(TestCall.of(other))).isNull();
        }
    }

    @Test
    void globalEngine_touchesEveryCallAndComesOnTop() {
        ArmedRule everywhere =
                Chaos.global().arm(rule("scope-test-everywhere").limit(3).build());
        try (everywhere) {
            assertThat(point.decide(CallAttributes.NONE)).isNotNull();
            assertThat(disturbed().rule()).isEqualTo("scope-test-everywhere");
            assertThat(everywhere.counters().injected()).isEqualTo(2);
        }
        assertThat(point.decide(CallAttributes.NONE)).isNull();
    }
}
