package org.bluemarble.chaos.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.ValuePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions that would take longer than the world lasts, in rules of each spelling and in ceilings, met by calls. */
class ExplodingExpressionTest {

    private static final InjectionPoint POINT = Chaos.point("exploding.point");
    private static final String HARD = "a".repeat(10_000) + "!";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Stream<FaultRule> spellings() {
        return Stream.of(
                FaultRule.parse("x: exploding.point[player~/(a+)+$/] exception"),
                RuleFile.read("rules", """
                        rules:
                          x: { at: exploding.point, where: { player: { regex: "(a+)+$" } }, fault: exception }
                        """).rules().get(0),
                FaultRule.named("x")
                        .at(POINT)
                        .where("player", ValuePattern.regex("(a+)+$"))
                        .inject(FaultRule.parse("y: exploding.point exception").fault())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void callsMeetIt_theyPassSoonAndCountAsUnknown(FaultRule rule) {
        try (Chaos chaos = Chaos.create("exploding")) {
            ArmedRule armed = chaos.arm(rule);

            assertThat(fails(chaos, HARD)).isFalse();
            assertThat(armed.counters().unknown()).isEqualTo(1);
            assertThat(armed.isArmed()).isTrue();
            assertThat(fails(chaos, "baa")).as("a call that it can be told of").isTrue();
        }
    }

    @Test
    void ceilingProtectsByIt_whatItCannotTellIsProtected() {
        try (Chaos chaos = Chaos.builder("exploding")
                .ceiling(CeilingFile.check("ceiling", "protect: { player: { regex: \"(a+)+$\" } }"))
                .build()) {
            ArmedRule armed = chaos.arm("x: exploding.point exception");

            assertThat(fails(chaos, HARD)).isFalse();
            assertThat(armed.counters().protectedCalls()).isEqualTo(1);
            assertThat(fails(chaos, "b")).as("a player who is not protected").isTrue();
        }
    }

    private static boolean fails(Chaos chaos, String player) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            try (ChaosContext.Scope scope =
                    ChaosContext.empty().withEngine(chaos).withPlayer(player).open()) {
                POINT.pass();
                return false;
            } catch (IllegalStateException injected) {
                return true;
            }
        });
    }
}
