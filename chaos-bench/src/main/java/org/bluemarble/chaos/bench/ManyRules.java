package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a call costs that none of the rules at its point is about, each of them for another player. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ManyRules {

    private static final InjectionPoint POINT = Chaos.point("bench.many-rules");

    private static final CallAttributes OF_PLAYER = key -> key == AttributeKey.PLAYER ? "nobody-special" : null;

    /** How many rules are armed at the point. */
    @Param({"1", "100", "10000"})
    public int rules = 1;

    /** Arms them. */
    @Setup
    public void arm() {
        List<FaultRule> all = IntStream.range(0, rules)
                .mapToObj(i -> FaultRule.named("many-" + i)
                        .at(POINT)
                        .where("player", "player-" + i)
                        .inject(Latency.of(Duration.ofMillis(1)))
                        .ttl(Duration.ofMinutes(50))
                        .build())
                .toList();
        if (Chaos.global().armAll(all).size() != rules) {
            throw new IllegalStateException("not all rules were armed");
        }
    }

    /** Disarms them. */
    @TearDown
    public void disarm() {
        Chaos.global().disarmAll();
    }

    /** The call itself says for whom it is made. */
    @Benchmark
    public @Nullable Injection otherPlayerOfTheCall() {
        return POINT.decide(OF_PLAYER);
    }

    /** The thread's context says so. */
    @Benchmark
    public @Nullable Injection otherPlayerOfTheContext(OtherPlayer unused) {
        return POINT.decide(CallAttributes.NONE);
    }

    /** The call is made for nobody. */
    @Benchmark
    public @Nullable Injection nobody() {
        return POINT.decide(CallAttributes.NONE);
    }

    /** A thread that works for a player whom no rule is about. */
    @State(Scope.Thread)
    public static class OtherPlayer {

        private ChaosContext.@Nullable Scope scope;

        /** Opens the player's context. */
        @Setup(Level.Iteration)
        public void open() {
            scope = ChaosContext.empty().withPlayer("nobody-special").open();
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close() {
            if (scope != null) {
                scope.close();
            }
        }
    }
}
