package org.bluemarble.sample.game.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.bluemarble.sample.game.economy.Outcome;

/** What the shard counts. Names are dotted here; Prometheus shows {@code game_trades_total} and so on. */
final class ServerMetrics {
    private final MeterRegistry registry;
    private final Counter tradesDone;
    private final Counter tradesRefused;
    private final Counter tradesInDoubt;
    private final Counter malformed;
    private final Counter turnedAway;
    private final Counter lateTicks;
    private final Timer tick;
    private final Timer trade;

    ServerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.tradesDone = trades("done");
        this.tradesRefused = trades("refused");
        this.tradesInDoubt = trades("unknown");
        this.malformed =
                counter("game.frames.malformed", "frames that were too long or no message; closes the connection");
        this.turnedAway = counter("game.requests.turned.away", "requests answered 'unknown' because a queue was full");
        this.lateTicks = counter("game.ticks.late", "ticks that began after the next one was due");
        this.tick = Timer.builder("game.tick")
                .description("time spent in one tick of the world")
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50))
                .register(registry);
        this.trade = Timer.builder("game.trade.time")
                .description("database time of one trade, its retries included")
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
    }

    void gauge(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void tradeEnded(Outcome outcome) {
        if (outcome instanceof Outcome.Ok) {
            tradesDone.increment();
        } else if (outcome instanceof Outcome.Fail) {
            tradesRefused.increment();
        } else {
            tradesInDoubt.increment();
        }
    }

    Timer tick() {
        return tick;
    }

    Timer trade() {
        return trade;
    }

    void tickWasLate() {
        lateTicks.increment();
    }

    void frameWasMalformed() {
        malformed.increment();
    }

    void requestWasTurnedAway() {
        turnedAway.increment();
    }

    private Counter trades(String outcome) {
        return Counter.builder("game.trades")
                .description("trades by what the players were told")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
