package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpiryTest extends EngineTest {

    @Test
    void timeToLiveIsOver_ruleEndsAsIfDisarmed() {
        ArmedRule rule = chaos.arm(rule("ttl").ttl(Duration.ofSeconds(30)).build());
        Injection decided = disturbed();
        assertThat(rule.expiresAt()).isEqualTo(clock.now().plusSeconds(30));

        clock.step(Duration.ofMillis(29_999));
        assertThat(rule.isArmed()).isTrue();
        clock.step(Duration.ofMillis(1));

        assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
        assertThat(decided.begin()).isFalse();
        assertThat(call()).isNull();
        assertThat(chaos.rules()).isEmpty();
        assertThat(chaos.events())
                .extracting(ChaosEvent::kind, ChaosEvent::actor)
                .endsWith(org.assertj.core.groups.Tuple.tuple(ChaosEvent.Kind.EXPIRED, "clock"));
    }

    @Test
    void flagIsOff_timeToLiveRunsAllTheSame() {
        ArmedRule rule =
                chaos.arm(rule("off").enabled(false).ttl(Duration.ofSeconds(30)).build());

        clock.step(Duration.ofSeconds(30));

        assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
    }

    /** A listener that blocks the clock's thread must not prolong a rule. */
    @Test
    void nobodyEndsTheRule_itDisturbsNoCallAfterItsTime() {
        LateClock late = new LateClock();
        try (Chaos engine = Chaos.builder("late").clock(late).build()) {
            ArmedRule rule = engine.arm(rule("late").ttl(Duration.ofSeconds(30)).build());
            late.pass(Duration.ofMillis(29_999));
            assertThat(point.decide(TestCall.of(engine))).isNotNull();

            late.pass(Duration.ofMillis(1));

            assertThat(point.decide(TestCall.of(engine))).isNull();
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    @Test
    void clockIsLate_leaseThatIsOverIsNotRenewed() {
        LateClock late = new LateClock();
        try (Chaos engine = Chaos.builder("late").clock(late).build()) {
            Lease lease = engine.openLease(Duration.ofSeconds(30));
            ArmedRule rule = lease.arm(rule("leased").build());
            late.pass(Duration.ofSeconds(29));
            lease.renew();
            late.pass(Duration.ofSeconds(30));

            assertThatThrownBy(lease::renew).isInstanceOf(IllegalStateException.class);

            assertThat(rule.isArmed()).isFalse();
        }
    }

    /** One engine's listener must not keep another's rules armed, nor the kill switch from returning. */
    @Test
    void listenerBlocks_otherRulesEndInTimeAndTheKillSwitchReturns() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Chaos one = Chaos.create("blocked");
                Chaos other = Chaos.create("beside")) {
            one.listen(event -> {
                if (event.kind() == ChaosEvent.Kind.EXPIRED) {
                    blocked.countDown();
                    awaitUninterruptibly(release);
                }
            });
            one.arm(rule("first").ttl(Duration.ofMillis(50)).build());
            assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
            ArmedRule second =
                    other.arm(rule("second").ttl(Duration.ofMillis(50)).build());

            await("the other engine's rule to end").atMost(PATIENCE).until(() -> !second.isArmed());
            ArmedRule third = one.arm(rule("third").build());
            Future<Integer> killed = racers.begin(() -> one.killSwitch("enough"));

            assertThat(killed.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(third.end()).isEqualTo(ArmedRule.End.KILLED);
        } finally {
            release.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Test
    void disarmedAndArmedAgain_formerExpiryDoesNotEndTheNewRule() {
        chaos.arm(rule("again").ttl(Duration.ofSeconds(30)).build()).disarm();
        clock.step(Duration.ofSeconds(20));
        ArmedRule second = chaos.arm(rule("again").ttl(Duration.ofSeconds(30)).build());

        clock.step(Duration.ofSeconds(20));

        assertThat(second.isArmed()).isTrue();
        assertThat(clock.scheduled()).isEqualTo(1);
    }

    @Test
    void systemClock_endsTheRuleAndReleasesWhatHangs() throws Exception {
        try (Chaos real = Chaos.builder("system-clock")
                .ceiling(Ceiling.DEFAULT.allowing("hang"))
                .build()) {
            ArmedRule rule = real.arm(rule("ttl")
                    .inject(new Hang(Hang.UNTIL_DISARMED))
                    // Long enough for the call to come, on a busy machine as well.
                    .ttl(Duration.ofSeconds(5))
                    .build());
            Future<String> call = racers.begin(() -> {
                point.pass(TestCall.of(real));
                return "went on";
            });

            assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("went on");
            assertThat(rule.end()).isEqualTo(ArmedRule.End.EXPIRED);
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    /** An idle game server carries no thread of ours. A clock of its own: others may have left rules to end by themselves. */
    @Test
    void nothingIsScheduled_clockThreadGoes() {
        Set<Thread> others = clockThreads();
        Runnable cancel = new SystemClock().runAfter(Duration.ofMinutes(50), () -> {});
        Set<Thread> own = clockThreads();
        own.removeAll(others);
        assertThat(own).hasSize(1);

        cancel.run();

        await("no thread of ours").atMost(PATIENCE).until(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> clockThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("chaos-clock"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
