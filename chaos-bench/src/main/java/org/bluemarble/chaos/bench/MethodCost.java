package org.bluemarble.chaos.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;
import org.bluemarble.chaos.jvm.MethodSite;
import org.bluemarble.chaos.spi.OpenCall;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a method that was chosen by a pattern costs while no rule disturbs the call: what its woven code does. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class MethodCost {

    private static final InjectionPoint BY_METHOD = Chaos.point("bench.by-method", text("method"), text("arg0"));
    private static final InjectionPoint BY_ARGUMENT = Chaos.point("bench.by-argument", text("method"), text("arg0"));
    private static final int METHOD = site(BY_METHOD);
    private static final int ARGUMENT = site(BY_ARGUMENT);

    private final String player = "alice";
    private int shard = 7;

    private static AttributeDescriptor text(String name) {
        return AttributeDescriptor.of(name, AttributeKey.Type.TEXT, "what the benchmark selects by");
    }

    private static int site(InjectionPoint point) {
        MethodSite site = new MethodSite("com.game.AuthService", "login", "(Ljava/lang/String;I)V");
        site.watch(List.of(point));
        return WovenCalls.register("bench", List.of(point), site);
    }

    /** Arms a rule at each of the two. */
    @Setup
    public void arm() {
        arm("by-method", BY_METHOD, "method", "logout");
        arm("by-argument", BY_ARGUMENT, "arg0", "bob");
    }

    private static void arm(String id, InjectionPoint point, String attribute, String value) {
        ArmedRule unused = Chaos.global()
                .arm(FaultRule.named(id)
                        .at(point)
                        .where(attribute, value)
                        .inject(Latency.of(Duration.ofMillis(1)))
                        .ttl(Duration.ofMinutes(50))
                        .build());
    }

    /** Disarms everything. */
    @TearDown
    public void disarm() {
        Chaos.global().disarmAll();
    }

    /** A rule for another method of the same name's pattern. */
    @Benchmark
    public @Nullable OpenCall otherMethod() {
        return entered(METHOD);
    }

    /** A rule for one argument; the call has another. */
    @Benchmark
    public @Nullable OpenCall otherArgument() {
        return entered(ARGUMENT);
    }

    /** As the advice has it. */
    private @Nullable OpenCall entered(int site) {
        if (!WovenCalls.isArmed(site)) {
            return null;
        }
        return WovenCalls.wantsArgument(site)
                ? WovenCalls.enter(site, this, new Object[] {player, shard})
                : WovenCalls.enter(site, this, null);
    }
}
