package org.bluemarble.chaos.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which points ask for whom calls are made. */
class ArmedPointsTest {

    private static final InjectionPoint POINT = Chaos.point("armed-points.here");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[player=bob] latency 1ms",
                "[player!=bob] latency 1ms",
                "[session~a*] latency 1ms",
                "[cohort=5%] latency 1ms",
                "[cohort=5%/session] latency 1ms",
                " latency 1ms players=3"
            })
    void ruleThatAsksForWhom_isCountedUntilItEnds(String rest) {
        try (Chaos chaos = Chaos.create("armed-points")) {
            ArmedRule other = chaos.arm("a: " + POINT + "[shard=eu] latency 1ms");
            assertThat(ArmedPoints.names()).contains(POINT.name());
            assertThat(ArmedPoints.askingForWhom()).doesNotContain(POINT.name());

            ArmedRule first = chaos.arm("b: " + POINT + rest);
            ArmedRule second = chaos.arm("c: " + POINT + rest);
            first.disarm();
            assertThat(ArmedPoints.askingForWhom()).contains(POINT.name());
            second.disarm();

            assertThat(ArmedPoints.askingForWhom()).doesNotContain(POINT.name());
            assertThat(other.isArmed()).isTrue();
        }
    }

    @Test
    void ceilingThatProtectsAPlayer_everyRuleAsks() {
        Ceiling ceiling = Ceiling.DEFAULT.protecting("player", "gm-1");
        try (Chaos chaos = Chaos.builder("armed-points").ceiling(ceiling).build();
                ArmedRule rule = chaos.arm("a: " + POINT + " latency 1ms")) {
            assertThat(ArmedPoints.askingForWhom()).contains(POINT.name());
        }
        assertThat(ArmedPoints.askingForWhom()).doesNotContain(POINT.name());
    }
}
