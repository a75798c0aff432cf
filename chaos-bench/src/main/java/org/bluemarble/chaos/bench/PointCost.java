package org.bluemarble.chaos.bench;

import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a point costs where nothing is armed at it, beside a method that does nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PointCost {

    private static final InjectionPoint DISARMED = Chaos.point("bench.disarmed");

    /** The method that passing a disarmed point is compared with. */
    @Benchmark
    public void empty() {}

    /** A named point in server code. */
    @Benchmark
    public void disarmedPass() {
        DISARMED.pass();
    }

    /** A point as target modules use it. */
    @Benchmark
    public @Nullable Injection disarmedDecide() {
        return DISARMED.decide(CallAttributes.NONE);
    }

    /** An empty method that is called, as an upper bound of what a call that is not inlined costs. */
    @Benchmark
    public void emptyCall() {
        notInlined();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void notInlined() {}
}
