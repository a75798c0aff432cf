package org.bluemarble.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * The call is delayed. In {@link Phase#BEFORE} it takes effect late, in {@link Phase#AFTER} it is answered late.
 *
 * @param delay the distribution of the delay
 * @param jitter up to so much is added or taken away, evenly; zero for none
 * @param max no delay is longer, whatever the distribution gives; at most one hour
 */
public record Latency(Delay delay, Duration jitter, Duration max) implements Fault {

    /** The bound where a rule names none: longer than any sane client waits, shorter than the default time to live. */
    public static final Duration DEFAULT_MAX = Duration.ofMinutes(1);

    private static final Duration HIGHEST_MAX = Duration.ofHours(1);

    public Latency {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(jitter, "jitter");
        Objects.requireNonNull(max, "max");
        if (jitter.isNegative()) {
            throw new IllegalArgumentException("jitter was " + jitter + " but must not be negative");
        }
        if (max.isNegative() || max.isZero() || max.compareTo(HIGHEST_MAX) > 0) {
            throw new IllegalArgumentException("max was " + max + " but must lie above zero and up to " + HIGHEST_MAX);
        }
        if (delay instanceof Delay.Fixed fixed && fixed.delay().compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "delay was " + fixed.delay() + " but must not exceed max, which was " + max);
        }
    }

    /** {@return a fixed delay without jitter} */
    public static Latency of(Duration delay) {
        return of(new Delay.Fixed(delay));
    }

    /** {@return a delay of this distribution without jitter; a fixed delay above the default bound raises the bound} */
    public static Latency of(Delay delay) {
        Duration max = delay instanceof Delay.Fixed fixed && fixed.delay().compareTo(DEFAULT_MAX) > 0
                ? fixed.delay()
                : DEFAULT_MAX;
        return new Latency(delay, Duration.ZERO, max);
    }

    /** {@return this latency with up to {@code jitter} added or taken away} */
    public Latency withJitter(Duration jitter) {
        return new Latency(delay, jitter, max);
    }

    /**
     * Draws one delay.
     *
     * @param uniform independent numbers in [0, 1)
     * @return nanoseconds, from zero to {@link #max()}
     */
    public long sampleNanos(DoubleSupplier uniform) {
        double nanos = delay.sampleNanos(uniform);
        if (!jitter.isZero()) {
            nanos += jitter.toNanos() * (2 * uniform.getAsDouble() - 1);
        }
        return (long) Math.min(Math.max(nanos, 0), (double) max.toNanos());
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (delay instanceof Delay.Fixed fixed) {
            parameters.put("delay", fixed.delay());
        } else {
            parameters.put("distribution", delay.spelling());
            shape(parameters);
        }
        if (!jitter.isZero()) {
            parameters.put("jitter", jitter);
        }
        if (!max.equals(of(delay).max())) {
            parameters.put("max", max);
        }
        return parameters;
    }

    private void shape(Map<String, Object> parameters) {
        if (delay instanceof Delay.Uniform uniform) {
            parameters.put("from", uniform.min());
            parameters.put("to", uniform.max());
        } else if (delay instanceof Delay.Normal normal) {
            parameters.put("mean", normal.mean());
            parameters.put("deviation", normal.deviation());
        } else if (delay instanceof Delay.LogNormal logNormal) {
            parameters.put("median", logNormal.median());
            parameters.put("sigma", logNormal.sigma());
        } else if (delay instanceof Delay.Pareto pareto) {
            parameters.put("scale", pareto.scale());
            parameters.put("shape", pareto.shape());
        } else if (delay instanceof Delay.Empirical empirical) {
            parameters.put("file", empirical.file());
        } else {
            throw new AssertionError("no parameters known for " + delay);
        }
    }
}
