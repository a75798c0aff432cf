package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.ThrowException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon threads that pass a point all the time notice that a rule was armed there, and that the kill switch was thrown.
 * A thread that the operating system lets wait for a core notices when it runs again; so besides the time until the last
 * thread has noticed there is a count of calls that began after the change had returned and were decided as before it, which
 * must be zero.
 */
@Command(
        name = "reaction",
        mixinStandardHelpOptions = true,
        description = "Measures the time from arming and from the kill switch to their effect on busy threads.")
final class Reaction implements Callable<Integer> {

    private static final InjectionPoint POINT = Chaos.point("bench.reaction");

    @Option(names = "--threads", defaultValue = "8", description = "that pass the point (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--rounds", defaultValue = "2000", description = "(default: ${DEFAULT-VALUE})")
    private int rounds;

    private final LongAdder late = new LongAdder();
    private volatile Round round = new Round(false, 0);

    @Override
    public Integer call() throws Exception {
        Samples arm = new Samples();
        Samples armedEverywhere = new Samples();
        Samples kill = new Samples();
        Samples killedEverywhere = new Samples();
        for (int i = 0; i < threads; i++) {
            Thread busy = new Thread(this::pass, "busy-" + i);
            busy.setDaemon(true);
            busy.start();
        }
        Chaos chaos = Chaos.global();
        FaultRule rule = FaultRule.named("reaction")
                .at(POINT)
                .inject(new ThrowException(
                        "java.lang.IllegalStateException", "never thrown: the benchmark only decides"))
                .ttl(Duration.ofMinutes(50))
                .build();
        int warmUp = rounds / 10;
        for (int i = 0; i < rounds + warmUp; i++) {
            boolean counts = i >= warmUp;
            change(counts ? arm : new Samples(), counts ? armedEverywhere : new Samples(), true, () -> {
                ArmedRule unused = chaos.arm(rule);
            });
            change(
                    counts ? kill : new Samples(),
                    counts ? killedEverywhere : new Samples(),
                    false,
                    () -> chaos.killSwitch("the benchmark's next round"));
            chaos.reset();
        }
        System.out.printf(Locale.ROOT, "%d threads, %d rounds; microseconds%n", threads, rounds);
        System.out.println("arm() returns after               " + arm.tail("%.1f"));
        System.out.println("the last thread is disturbed at   " + armedEverywhere.tail("%.1f"));
        System.out.println("killSwitch() returns after        " + kill.tail("%.1f"));
        System.out.println("the last thread is left alone at  " + killedEverywhere.tail("%.1f"));
        System.out.println("calls begun after the return and decided as before it: " + late.sum());
        return late.sum() == 0 ? 0 : 1;
    }

    private void change(Samples returned, Samples everywhere, boolean armed, Runnable change)
            throws InterruptedException {
        Round next = new Round(armed, threads);
        long start = System.nanoTime();
        round = next;
        change.run();
        next.returned = System.nanoTime();
        next.noticed.await();
        returned.add((next.returned - start) / 1e3);
        everywhere.add((next.lastNoticed() - start) / 1e3);
    }

    /** What each busy thread does for ever. */
    private void pass() {
        Round seen = round;
        while (true) {
            Round now = round;
            long returned = now.returned;
            long begun = System.nanoTime();
            Injection injection = POINT.decide(CallAttributes.NONE);
            boolean disturbed = injection != null;
            end(injection);
            if (now != round) {
                continue;
            }
            if (disturbed == now.armed) {
                if (seen != now) {
                    seen = now;
                    now.notice(System.nanoTime());
                }
            } else if (returned != 0 && begun - returned > 0) {
                late.increment();
            }
        }
    }

    private static void end(@Nullable Injection injection) {
        if (injection != null) {
            injection.cancelled();
        }
    }

    /** One change, and when each thread noticed it. */
    private static final class Round {

        private final boolean armed;
        private final CountDownLatch noticed;
        private long last;
        private volatile long returned;

        Round(boolean armed, int threads) {
            this.armed = armed;
            this.noticed = new CountDownLatch(threads);
        }

        synchronized void notice(long when) {
            last = Math.max(last, when);
            noticed.countDown();
        }

        synchronized long lastNoticed() {
            return last;
        }
    }
}
