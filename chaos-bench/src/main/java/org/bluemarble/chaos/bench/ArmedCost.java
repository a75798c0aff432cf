package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosContext;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.Trigger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a point costs while a rule is armed that does not disturb the call. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ArmedCost {

    private static final InjectionPoint OTHER = Chaos.point("bench.other");
    private static final InjectionPoint BY_PLAYER = Chaos.point("bench.by-player");
    private static final AttributeKey KIND = AttributeKey.text("bench-kind");
    private static final InjectionPoint BY_ATTRIBUTE = Chaos.point(
            "bench.by-attribute", AttributeDescriptor.of(KIND.name(), KIND.type(), "what the benchmark selects by"));
    private static final InjectionPoint OUT_OF_SCOPE = Chaos.point("bench.out-of-scope");
    private static final InjectionPoint NEVER = Chaos.point("bench.never");
    private static final InjectionPoint DISARMED = Chaos.point("bench.disarmed-beside");

    private static final CallAttributes OF_KIND = key -> key == KIND ? "other" : null;

    private Chaos engine = Chaos.create("bench");

    /** Arms one rule at each point. */
    @Setup
    public void arm() {
        engine = Chaos.create("bench");
        Chaos global = Chaos.global();
        arm(global, rule("elsewhere", OTHER));
        arm(global, rule("by-player", BY_PLAYER).where("player", "p17"));
        arm(global, rule("by-attribute", BY_ATTRIBUTE).where("bench-kind", "wanted"));
        arm(global, rule("never", NEVER).when(Trigger.nth(1_000_000_000_000L)));
        arm(engine, rule("out-of-scope", OUT_OF_SCOPE));
    }

    private static FaultRule.Builder rule(String id, InjectionPoint point) {
        return FaultRule.named(id).at(point).inject(Latency.of(Duration.ofMillis(1)));
    }

    private static void arm(Chaos chaos, FaultRule.Builder rule) {
        ArmedRule unused = chaos.arm(rule.ttl(Duration.ofMinutes(50)).build());
    }

    /** Disarms everything. */
    @TearDown
    public void disarm() {
        Chaos.global().disarmAll();
        engine.close();
    }

    /** Another point is armed. */
    @Benchmark
    public void armedElsewhere() {
        DISARMED.pass();
    }

    /** A rule for one player; the call is made for nobody. */
    @Benchmark
    public @Nullable Injection otherPlayerNobody() {
        return BY_PLAYER.decide(CallAttributes.NONE);
    }

    /** A rule for one player; the call is made for another. */
    @Benchmark
    public @Nullable Injection otherPlayer(ForPlayer unused) {
        return BY_PLAYER.decide(CallAttributes.NONE);
    }

    /** A rule for one player, in a thread that opens and closes a context around each call. */
    @Benchmark
    public @Nullable Injection otherPlayerScoped(ForPlayer player) {
        try (ChaosContext.Scope scope = player.context.open()) {
            return BY_PLAYER.decide(CallAttributes.NONE);
        }
    }

    /** A rule for one value of an attribute that the call itself has. */
    @Benchmark
    public @Nullable Injection otherAttribute() {
        return BY_ATTRIBUTE.decide(OF_KIND);
    }

    /** A rule of another engine than the call's. */
    @Benchmark
    public @Nullable Injection outOfScope() {
        return OUT_OF_SCOPE.decide(CallAttributes.NONE);
    }

    /** A rule that selects every call and disturbs none: what counting costs. */
    @Benchmark
    public @Nullable Injection selectedNotTriggered() {
        return NEVER.decide(CallAttributes.NONE);
    }

    /** A thread that works for a player whom no rule is about. */
    @State(Scope.Thread)
    public static class ForPlayer {

        private final ChaosContext context = ChaosContext.empty().withPlayer("p18");
        private ChaosContext.@Nullable Scope scope;

        /** Opens the player's context. */
        @Setup(Level.Iteration)
        public void open() {
            scope = context.open();
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
