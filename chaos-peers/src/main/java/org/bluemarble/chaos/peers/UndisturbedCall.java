package org.bluemarble.chaos.peers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Latency;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ConfigurableApplicationContext;

/** One method of game code, called for a player whom no rule is about. {@link PeersMain} runs each in JVMs of its own. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class UndisturbedCall {

    // Not constant: the length and the comparison must not be computed beforehand.
    private String player = "p18";

    private final PlainWallet plain = new PlainWallet();
    private final PointWallet withPoint = new PointWallet();
    private final BytemanWallet withByteman = new BytemanWallet();

    /** Nothing in the method. */
    @Benchmark
    public long plain() {
        return plain.debit(player, 1);
    }

    /** A point in the method, nothing armed. */
    @Benchmark
    public long disarmedPoint() {
        return withPoint.debit(player, 1);
    }

    /** A rule for another player is armed at the point. */
    @Benchmark
    public long armedPoint(Armed unused) {
        return withPoint.debit(player, 1);
    }

    /** Byteman has put a rule for another player into the method. */
    @Benchmark
    public long byteman(BytemanRule unused) {
        return withByteman.debit(player, 1);
    }

    /** The method is called through what Chaos Monkey makes of the service. */
    @Benchmark
    public long chaosMonkey(Monkey monkey) {
        return monkey.wallet.debit(player, 1);
    }

    /** A call that must be delayed, or nothing is measured. */
    private static void requireDelay(Runnable call, String what) {
        long start = System.nanoTime();
        call.run();
        if (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(1)) {
            throw new IllegalStateException(what + " did not delay player p17 but must, or nothing is measured");
        }
    }

    /** Byteman's rule, which its agent loaded. */
    @State(Scope.Benchmark)
    public static class BytemanRule {

        /** Sees that it acts. */
        @Setup
        public void check() {
            BytemanWallet wallet = new BytemanWallet();
            requireDelay(() -> wallet.debit("p17", 1), "Byteman");
        }
    }

    /** A rule for one player. */
    @State(Scope.Benchmark)
    public static class Armed {

        /** Arms it. */
        @Setup
        public void arm() {
            ArmedRule unused = Chaos.global()
                    .arm(FaultRule.named("elsewhere")
                            .at(PointWallet.DEBIT)
                            .where("owner", "p17")
                            .inject(Latency.of(Duration.ofMillis(1)))
                            .ttl(Duration.ofMinutes(50))
                            .build());
            PointWallet wallet = new PointWallet();
            requireDelay(() -> wallet.debit("p17", 1), "the armed rule");
        }

        /** Disarms it. */
        @TearDown
        public void disarm() {
            Chaos.global().disarmAll();
        }
    }

    /** A Spring application under Chaos Monkey. */
    @State(Scope.Benchmark)
    public static class Monkey {

        private MonkeyWallet wallet = new MonkeyWallet();
        private @Nullable ConfigurableApplicationContext application;

        /** Starts it. */
        @Setup
        public void start() {
            application = MonkeyApplication.start();
            wallet = application.getBean(MonkeyWallet.class);
            if (!AopUtils.isAopProxy(wallet)) {
                throw new IllegalStateException("the service was not watched but must be, or nothing is measured");
            }
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            if (application != null) {
                application.close();
            }
        }
    }
}
