package org.bluemarble.chaos;

import java.util.Objects;

/**
 * The injection point {@code tick.}<i>name</i>, which a game loop passes once in each turn. Rules armed there skip, double
 * or stall a turn; while a turn runs, its thread counts as a tick thread, on which faults that block are refused. Keep it
 * in a {@code static final} field.
 *
 * <pre>{@code
 * private static final TickPoint TICK = Chaos.tickLoop("world");
 * ...
 * TICK.turn(world::tick);
 * }</pre>
 *
 * <p>Thread-safe. Where nothing is armed, a turn costs one volatile read and the mark on its thread.
 */
public final class TickPoint {

    /** What every tick point's name begins with. */
    static final String PREFIX = "tick.";

    private final InjectionPoint point;

    private TickPoint(InjectionPoint point) {
        this.point = point;
    }

    /** See {@link Chaos#tickLoop(String)}. */
    static TickPoint named(String loop) {
        return new TickPoint(InjectionPoint.named(PREFIX + Objects.requireNonNull(loop, "loop")));
    }

    /** {@return the point, for rules in Java} */
    public InjectionPoint point() {
        return point;
    }

    /**
     * Does one turn, as often as the rules say: usually once. What a rule throws, and what {@code work} throws, reaches the
     * caller.
     */
    public void turn(Runnable work) {
        boolean outermost = LoopThreads.enterTick();
        try {
            Injection injection = point.decide(CallAttributes.NONE);
            if (injection == null) {
                work.run();
            } else {
                disturbed(injection, work);
            }
        } finally {
            if (outermost) {
                LoopThreads.exitTick();
            }
        }
    }

    private static void disturbed(Injection injection, Runnable work) {
        NamedPointCall.around(injection, void.class, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    @Override
    public String toString() {
        return point.name();
    }
}
