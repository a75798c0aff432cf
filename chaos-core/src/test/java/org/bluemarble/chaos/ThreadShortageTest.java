package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No thread is to be had at the moment when a rule is armed: nothing stays half done, and the next one finds all in order. */
class ThreadShortageTest {

    private static final InjectionPoint POINT = Chaos.point("shortage-test.call");

    private final Refusing clock = new Refusing();
    private final Chaos chaos = Chaos.builder("shortage").clock(clock).build();

    @AfterEach
    void closeEngine() {
        chaos.close();
    }

    /** The first thread cannot be started. */
    private static ThreadFactory failingOnce() {
        AtomicInteger made = new AtomicInteger();
        return task -> made.getAndIncrement() > 0
                ? new SystemClock.ClockThread(task)
                : new Thread(task) {
                    @Override
                    public synchronized void start() {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                };
    }

    @Test
    void schedule_armsWithTheNextThread() throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        InjectionPoint point = Chaos.point(JvmSchedule.POINT_NAME);
        ThreadFactory threads = failingOnce();
        JvmSchedule schedule = new JvmSchedule(task -> threads.newThread(() -> {
            task.run();
            passed.countDown();
        }));

        assertThatIllegalStateException()
                .isThrownBy(() -> schedule.armed(point))
                .withMessage("nobody passes jvm.schedule: the system grants no more threads"
                        + " (unable to create native thread)");
        schedule.armed(point);

        assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clock_doesLaterWhatItAccepted_andNeverWhatItRefused() throws Exception {
        SystemClock system = new SystemClock(failingOnce());
        AtomicBoolean refused = new AtomicBoolean();
        CountDownLatch accepted = new CountDownLatch(1);

        assertThatThrownBy(() -> system.runAfter(Duration.ZERO, () -> refused.set(true)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the system grants the clock no thread");
        Runnable unused = system.runAfter(Duration.ofMillis(20), accepted::countDown);

        assertThat(accepted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused).isFalse();
    }

    @Test
    void clockRefusesTheSecondRule_formerRulesStayAndTheFirstIsNotArmed() {
        ArmedRule former = chaos.arm(rule("former"));
        clock.refuseAfter(1);

        assertThatThrownBy(() -> chaos.armAll(List.of(rule("one"), rule("two"))))
                .isInstanceOf(IllegalStateException.class);
        clock.refuseAfter(Integer.MAX_VALUE);
        ArmedRule one = chaos.arm(rule("one"));
        clock.runKept();

        assertThat(chaos.rules()).containsExactly(former, one);
        assertThat(one.isArmed()).as("what the clock kept ends another").isTrue();
    }

    @Test
    void clockRefusesTheNextAct_sequenceEndsAndItsNameIsFree() {
        RuleSequence.Act act = new RuleSequence.Act(Duration.ofMinutes(1), List.of(rule("slow")));
        RuleSequence evening = new RuleSequence("evening", List.of(act, act));
        clock.refuseAfter(0);
        assertThatThrownBy(() -> chaos.start(evening)).isInstanceOf(IllegalStateException.class);
        assertThat(chaos.sequences()).isEmpty();

        clock.refuseAfter(2);
        RunningSequence started = chaos.start(evening);
        long problems = InternalProblems.count();
        started.next();

        assertThat(started.isRunning()).isFalse();
        assertThat(chaos.sequences()).isEmpty();
        assertThat(chaos.rules()).isEmpty();
        assertThat(InternalProblems.count()).isEqualTo(problems + 1);
    }

    @Test
    void clockRefusesALease_noneIsOpen() {
        clock.refuseAfter(0);

        assertThatThrownBy(() -> chaos.openLease(Duration.ofSeconds(10))).isInstanceOf(IllegalStateException.class);

        assertThat(chaos.leases().all()).isEmpty();
    }

    @Test
    void clockRefusesToWatchTheCeilingsHours_nothingIsArmedUntilItDoes() {
        Ceiling daytime = Ceiling.DEFAULT.withHours(
                OpenHours.daily(LocalTime.of(6, 0), LocalTime.of(18, 0)).in(ZoneOffset.UTC));
        try (Chaos watched =
                Chaos.builder("watched").clock(clock).ceiling(daytime).build()) {
            clock.refuseAfter(1);
            assertThatThrownBy(() -> watched.arm(rule("slow"))).isInstanceOf(IllegalStateException.class);
            assertThat(watched.rules()).isEmpty();

            clock.refuseAfter(2);
            watched.arm(rule("slow"));
            assertThat(clock.refusals()).isEqualTo(1);
            assertThat(clock.accepted()).as("the rule's end, and the hours'").isEqualTo(2);
        }
    }

    private static FaultRule rule(String id) {
        return FaultRule.named(id)
                .at(POINT)
                .inject(Latency.of(Duration.ofMillis(1)))
                .ttl(Duration.ofMinutes(1))
                .build();
    }

    /** Refuses when it is told to, and keeps what it was given all the same. */
    private static final class Refusing implements ChaosClock {

        private final List<Runnable> kept = new CopyOnWriteArrayList<>();
        private int accepting = Integer.MAX_VALUE;
        private int accepted;
        private int refusals;

        void refuseAfter(int accepting) {
            this.accepting = accepting;
            accepted = 0;
        }

        int refusals() {
            return refusals;
        }

        int accepted() {
            return accepted;
        }

        void runKept() {
            kept.forEach(Runnable::run);
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-01-01T12:00:00Z");
        }

        @Override
        public Runnable runAfter(Duration delay, Runnable action) {
            if (accepted >= accepting) {
                refusals++;
                kept.add(action);
                throw new IllegalStateException("no more");
            }
            accepted++;
            return () -> {};
        }
    }
}
