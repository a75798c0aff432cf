package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Netty's own event loops, and its executors for work that may block. */
class NettyGuardTest extends EngineTest {

    private static final String REFUSAL = "latency would have blocked the event loop, on which many wait;"
            + " the rule needs allow-blocking=true for that";

    private final EventLoopGroup group = new NioEventLoopGroup(1);

    @AfterEach
    void endGroup() throws Exception {
        end(group.shutdownGracefully(0, 0, TimeUnit.SECONDS));
    }

    private static void end(java.util.concurrent.Future<?> future) throws Exception {
        future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns how long the call took. */
    private Duration passOn(EventExecutor executor) throws Exception {
        return executor.submit(() -> {
                    long start = System.nanoTime();
                    point.pass(TestCall.of(chaos));
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void blockingFaultOnAnEventLoop_isRefusedAndTheJournalSaysWhy() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30s");

        assertThat(passOn(group.next())).isLessThan(Duration.ofSeconds(20));

        assertThat(chaos.journal().entriesOf("slow")).singleElement().satisfies(entry -> {
            assertThat(entry.decision()).isEqualTo(JournalEntry.Decision.REFUSED);
            assertThat(entry.reason()).isEqualTo(REFUSAL);
        });
        assertThat(rule.counters().refusedBlocking()).isEqualTo(1);
        assertThat(rule.counters().injected()).isZero();
    }

    @Test
    void channelsOfTheSameJvmHaveTheirOwnLoop_itIsRecognisedToo() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 30s");
        EventLoop loop = new DefaultEventLoop();
        try {
            passOn(loop);
        } finally {
            end(loop.shutdownGracefully(0, 0, TimeUnit.SECONDS));
        }

        assertThat(rule.refusals()).containsExactly(REFUSAL);
    }

    @Test
    void ruleThatAllowsBlocking_blocksTheLoop() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 50ms allow-blocking=true");

        assertThat(passOn(group.next())).isGreaterThanOrEqualTo(Duration.ofMillis(50));

        assertThat(rule.counters().done()).isEqualTo(1);
        assertThat(rule.counters().refusedBlocking()).isZero();
    }

    @Test
    void executorForWorkThatMayBlock_blocks() throws Exception {
        ArmedRule rule = chaos.arm("slow: " + point + " latency 50ms");
        EventExecutor executor = new DefaultEventExecutor();
        try {
            assertThat(passOn(executor)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        } finally {
            end(executor.shutdownGracefully(0, 0, TimeUnit.SECONDS));
        }

        assertThat(rule.counters().refusedBlocking()).isZero();
    }
}
