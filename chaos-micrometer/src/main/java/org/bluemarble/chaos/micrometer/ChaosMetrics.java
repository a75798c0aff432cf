package org.bluemarble.chaos.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bluemarble.chaos.Chaos;
import org.jspecify.annotations.Nullable;

/**
 * An engine's injections as metrics. Nothing is paid for a call that is not disturbed.
 *
 * <ul>
 *   <li>{@code chaos.injections}: a counter, by point, fault, rule and cohort
 *   <li>{@code chaos.added.latency}: a timer of how long calls really waited, by the same
 *   <li>{@code chaos.calls}: a counter of what became of each rule's calls, by rule and stage
 *   <li>{@code chaos.rules.armed}, {@code chaos.kill.switch} (1 while thrown): gauges
 *   <li>{@code chaos.internal.problems}: a counter; zero unless something of ours is broken
 * </ul>
 *
 * <p>At most {@link #MOST_RULES} rules have tags of their own: when there are more, the meters of one that is armed no
 * longer are removed, and while all of them are armed, further ones count as {@code other}. Players are never tags.
 * Thread-safe.
 *
 * <pre>{@code
 * new ChaosMetrics(Chaos.global()).bindTo(registry);
 * }</pre>
 */
public final class ChaosMetrics implements MeterBinder, AutoCloseable {

    /** How many rules have tags of their own at a time. */
    public static final int MOST_RULES = 100;

    private final Chaos engine;
    private final Tags tags;
    private final ConcurrentLinkedQueue<EngineMeters> bound = new ConcurrentLinkedQueue<>();

    /** Shows an engine. */
    public ChaosMetrics(Chaos engine) {
        this(engine, Tags.empty());
    }

    /** Shows an engine with further tags on every meter; needed where one registry shows several engines. */
    public ChaosMetrics(Chaos engine, Iterable<Tag> tags) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(EngineMeters.register(engine, tags, registry));
    }

    /** Takes every meter out of the registries again. Closing twice is harmless. */
    @Override
    public void close() {
        for (@Nullable EngineMeters meters = bound.poll(); meters != null; meters = bound.poll()) {
            meters.remove();
        }
    }
}
