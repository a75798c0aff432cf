package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** What tests of explanations share: an engine whose time passes only when a test says so, and calls that pass a point. */
abstract class ExplainedEngine {

    static final InjectionPoint POINT =
            Chaos.point("explain.test", AttributeDescriptor.of("table", AttributeKey.Type.TEXT, "the table written"));
    static final InjectionPoint WOVEN = Chaos.point("explain.woven");

    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    final Chaos engine =
            Chaos.builder("explain").seed(1).clock(new SteppedClock()).build();

    @AfterEach
    void close() {
        engine.close();
    }

    FaultRule.Builder slow(String id) {
        return FaultRule.named(id)
                .at(POINT)
                .inject(Latency.of(Duration.ofMillis(1)))
                .ttl(Duration.ofMinutes(5));
    }

    void pass(int times, String player) {
        try (var scope =
                ChaosContext.empty().withPlayer(player).withEngine(engine).open()) {
            for (int i = 0; i < times; i++) {
                POINT.pass();
            }
        }
    }

    List<String> lines(String id) {
        return engine.explain(id).lines().stream()
                .map(line -> line.topic() + " " + line.text())
                .toList();
    }

    List<String> why(String id) {
        return engine.explain(id).lines().stream()
                .filter(line -> line.topic().equals("why"))
                .map(Explanation.Line::text)
                .toList();
    }

    /** Time passes only when a test says so. */
    private final class SteppedClock implements ChaosClock {

        @Override
        public Instant now() {
            return time.get();
        }

        @Override
        public long nanoTime() {
            return Duration.between(Instant.EPOCH, time.get()).toNanos();
        }

        @Override
        public Runnable runAfter(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
