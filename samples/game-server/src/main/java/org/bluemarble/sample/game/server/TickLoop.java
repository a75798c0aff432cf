package org.bluemarble.sample.game.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.TickPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the world at a fixed rate on one thread. A tick that takes too long delays the next ones; ticks that were missed
 * are dropped and counted, not caught up, for a burst of ticks would only make the next one late.
 */
final class TickLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickLoop.class);
    private static final long STOP_MILLIS = 5_000;
    /** Rules can skip, double or stall a turn here, and no rule blocks this thread by accident. */
    private static final TickPoint TICK = Chaos.tickLoop("world");

    private final Runnable world;
    private final long periodNanos;
    private final ServerMetrics metrics;
    private final Thread thread;
    private volatile boolean isRunning = true;

    private TickLoop(Runnable world, int ticksPerSecond, ServerMetrics metrics) {
        this.world = world;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / ticksPerSecond;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "tick");
    }

    static TickLoop start(Runnable world, int ticksPerSecond, ServerMetrics metrics) {
        TickLoop loop = new TickLoop(world, ticksPerSecond, metrics);
        loop.thread.start();
        return loop;
    }

    private void run() {
        long due = System.nanoTime();
        while (isRunning) {
            tick();
            due += periodNanos;
            long now = System.nanoTime();
            if (now - due >= 0) {
                metrics.tickWasLate();
                due = now;
            }
            while (isRunning && due - now > 0) {
                LockSupport.parkNanos(this, due - now);
                now = System.nanoTime();
            }
        }
    }

    private void tick() {
        long start = System.nanoTime();
        try {
            TICK.turn(world);
        } catch (RuntimeException e) {
            // One player's trouble must not stop the world for all.
            LOG.error("tick failed", e);
        }
        metrics.tick().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        isRunning = false;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
