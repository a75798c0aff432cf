package org.bluemarble.chaos.jvm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Injection;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Phase;
import org.bluemarble.chaos.TargetFault;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.CallNesting;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/** The readings of one clock in one class. The handler gets what the JDK answered. Thread-safe. */
public final class ClockSite implements CallHandler, CallAttributes {

    private final String type;
    private final boolean monotonic;
    private volatile List<InjectionPoint> points = List.of();

    /**
     * A site that watches nothing yet.
     *
     * @param type the binary name of the class that reads the clock
     * @param monotonic whether it is {@link System#nanoTime}
     */
    public ClockSite(String type, boolean monotonic) {
        this.type = Objects.requireNonNull(type, "type");
        this.monotonic = monotonic;
    }

    /** Says which points a reading passes, in this order. */
    public void watch(List<InjectionPoint> points) {
        this.points = List.copyOf(points);
    }

    @Override
    public @Nullable OpenCall enter(@Nullable Object self, @Nullable Object argument) {
        if (argument instanceof Clock clock) {
            return new Reading(new SkewedClock(this, clock));
        }
        if (argument == null || !CallNesting.enter(CallNesting.JDK)) {
            return null;
        }
        try {
            Duration skew = skew();
            return skew.isZero() ? null : new Reading(skewed(argument, skew));
        } finally {
            CallNesting.exit(CallNesting.JDK);
        }
    }

    /** {@return the instant as this class is to see it now} */
    Instant instant(Instant real) {
        boolean armed = points.stream().anyMatch(InjectionPoint::isArmed);
        return armed && enter(null, real) instanceof Reading reading ? (Instant) reading.seen : real;
    }

    private Duration skew() {
        Duration sum = Duration.ZERO;
        for (InjectionPoint point : points) {
            Injection injection = point.decide(this);
            if (injection != null) {
                sum = sum.plus(skew(injection));
            }
        }
        return sum;
    }

    private static Duration skew(Injection injection) {
        try {
            if (injection.fault() instanceof TargetFault fault && injection.begin()) {
                return fault.parameter("ahead", Duration.class, Duration.ZERO)
                        .minus(fault.parameter("behind", Duration.class, Duration.ZERO));
            }
            if (injection.fault() != null) {
                injection.refuse("fault " + injection.fault().name() + " has no meaning at " + injection.point());
            }
            injection.await(Phase.AFTER);
            return Duration.ZERO;
        } finally {
            injection.done();
        }
    }

    private Object skewed(Object real, Duration skew) {
        if (real instanceof Long reading) {
            return reading + (monotonic ? skew.toNanos() : skew.toMillis());
        } else if (real instanceof LocalDate) {
            // A date says nothing of how far its day has come.
            return LocalDateTime.now(ZoneId.systemDefault()).plus(skew).toLocalDate();
        } else if (real instanceof LocalTime time) {
            return time.plusNanos(skew.toNanos() % ChronoUnit.DAYS.getDuration().toNanos());
        }
        return ((Temporal) real).plus(skew);
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == ClockPoints.CLASS) {
            return type;
        }
        return key == ClockPoints.CLOCK ? monotonic ? ClockPoints.MONOTONIC : ClockPoints.WALL : null;
    }

    /** What a class sees in place of what the JDK answered. */
    private static final class Reading extends OpenCall {

        private final Object seen;

        Reading(Object seen) {
            this.seen = seen;
        }

        @Override
        public @Nullable Throwable exit(@Nullable Throwable thrown) {
            return thrown;
        }

        @Override
        public Object result(@Nullable Object returned) {
            return seen;
        }
    }
}
