package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time of day may be set, forwards and backwards, and clocks are changed twice a year: only hours follow that. */
class ClockJumpTest {

    private static final InjectionPoint POINT = Chaos.point("clock-jump.point");

    private final SteppedClock clock = new SteppedClock();
    private final Chaos chaos = Chaos.builder("clock-jump").seed(4).clock(clock).build();

    @AfterEach
    void endEngine() {
        chaos.close();
    }

    private boolean fires() {
        Injection injection = POINT.decide(TestCall.of(chaos));
        if (injection != null) {
            injection.cancelled();
        }
        return injection != null;
    }

    /** What happens in one run of the same calls at the same moments, where somebody may set the time of day in between. */
    private static List<Boolean> run(String settings, List<Instant> jumps) {
        SteppedClock clock = new SteppedClock();
        try (Chaos chaos = Chaos.builder("jumping").seed(8).clock(clock).build()) {
            chaos.arm("first: clock-jump.point exception limit=1");
            ArmedRule rule = chaos.arm("x: clock-jump.point latency 1ms ttl=20m " + settings);
            List<Boolean> fired = new ArrayList<>();
            for (int second = 0; second < 1_300; second++) {
                if (!jumps.isEmpty()) {
                    clock.jumpTo(jumps.get(second % jumps.size()));
                }
                long before = rule.counters().injected();
                Injection injection = POINT.decide(TestCall.of(chaos));
                if (injection != null) {
                    injection.cancelled();
                }
                fired.add(rule.counters().injected() > before);
                clock.step(Duration.ofSeconds(1));
            }
            assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
            return fired;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "window=1m..5m",
                "rate=1/m",
                "ramp=0%..100%/10m",
                "steps=1%/2m,5%/2m,30%",
                "burst=5/20",
                "after-rule=first/30s",
                "per-second=1",
                "total-delay=50ms"
            })
    void timeOfDayJumps_everythingButHoursGoesOnAsIfItHadNot(String settings) {
        List<Boolean> undisturbed = run(settings, List.of());

        assertThat(undisturbed).contains(true).contains(false);
        assertThat(run(settings, List.of(Instant.parse("2040-01-01T00:00:00Z"), Instant.parse("1999-12-31T23:59:59Z"))))
                .isEqualTo(undisturbed);
        assertThat(run(
                        settings,
                        List.of(Instant.MIN.plusSeconds(86_400 * 800L), Instant.MAX.minusSeconds(86_400 * 800L))))
                .as("as far as a clock can be off")
                .isEqualTo(undisturbed);
    }

    /** In October the hour from two to three comes twice: half past two to three is open twice. */
    @Test
    void clocksAreSetBack_hoursOpenTwice() {
        clock.jumpTo(Instant.parse("2026-10-25T00:00:00Z"));
        chaos.arm("x: clock-jump.point exception hours=02:30..03:00 zone=Europe/Berlin");
        List<Integer> open = new ArrayList<>();
        for (int tenMinutes = 0; tenMinutes < 12; tenMinutes++) {
            clock.jumpTo(Instant.parse("2026-10-25T00:00:00Z").plusSeconds(600L * tenMinutes));
            if (fires()) {
                open.add(tenMinutes);
            }
        }

        // From midnight in London: 02:30 in Berlin is half past midnight, and again an hour later.
        assertThat(open).containsExactly(3, 4, 5, 9, 10, 11);
    }

    /** In March there is no hour from two to three: hours that lie in it stay closed that day, and open the next. */
    @Test
    void clocksAreSetForward_hoursThatDoNotExistStayClosed() {
        clock.jumpTo(Instant.parse("2026-03-29T00:00:00Z"));
        chaos.arm("x: clock-jump.point exception hours=02:10..02:50 zone=Europe/Berlin ttl=1h");

        for (int minute = 0; minute < 24 * 60; minute += 5) {
            clock.jumpTo(Instant.parse("2026-03-29T00:00:00Z").plusSeconds(60L * minute));
            assertThat(fires())
                    .as("%d minutes after midnight in London", minute)
                    .isFalse();
        }
        clock.jumpTo(Instant.parse("2026-03-30T00:15:00Z"));
        assertThat(fires()).as("the day after").isTrue();
    }
}
