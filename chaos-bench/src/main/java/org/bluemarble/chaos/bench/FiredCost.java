package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Fault;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.ThrowException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an injection costs by itself: the decision, its entry in the journal, and what observes it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class FiredCost {

    private static final InjectionPoint THROWING = Chaos.point("bench.throwing");
    private static final InjectionPoint DELAYING = Chaos.point("bench.delaying");

    /** Arms a rule at each point that disturbs every call. */
    @Setup
    public void arm() {
        arm("throws", THROWING, new ThrowException("java.lang.IllegalStateException", "injected"));
        arm("delays", DELAYING, Latency.of(Duration.ofMillis(1)));
    }

    private static void arm(String id, InjectionPoint point, Fault fault) {
        ArmedRule unused = Chaos.global()
                .arm(FaultRule.named(id)
                        .at(point)
                        .inject(fault)
                        .ttl(Duration.ofMinutes(50))
                        .build());
    }

    /** Disarms everything. */
    @TearDown
    public void disarm() {
        Chaos.global().disarmAll();
    }

    /** The same exception without us. */
    @Benchmark
    public Throwable exceptionOfTheServersOwn() {
        try {
            throw new IllegalStateException("injected");
        } catch (IllegalStateException thrown) {
            return thrown;
        }
    }

    /** A call that a rule has fail, and its caller's handler. */
    @Benchmark
    public Throwable exceptionFired() {
        try {
            THROWING.pass();
        } catch (IllegalStateException thrown) {
            return thrown;
        }
        throw new AssertionError("no exception was thrown");
    }

    /** A call that a rule delays, but for the waiting. */
    @Benchmark
    public long latencyDecided() {
        Injection injection = DELAYING.decide(CallAttributes.NONE);
        if (injection == null) {
            throw new AssertionError("no latency was decided");
        }
        long nanos = injection.beginDelay(Phase.BEFORE);
        injection.done();
        return nanos;
    }
}
