package org.bluemarble.chaos.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.InjectionEnd;
import org.jspecify.annotations.Nullable;

/** What is counted and timed for injections of one kind. */
final class InjectionMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter injections;

    /** Made with the first call that waited: most faults are no delays, and an empty timer is several series. */
    private volatile @Nullable Timer addedLatency;

    InjectionMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.injections = Counter.builder("chaos.injections")
                .description("calls that were decided to be disturbed")
                .tags(tags)
                .register(registry);
    }

    void decided() {
        injections.increment();
    }

    void ended(InjectionEnd end) {
        if (end.addedNanos() > 0) {
            timer().record(end.addedNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer() {
        Timer timer = addedLatency;
        if (timer == null) {
            // The registry gives the same one to threads that come here together.
            timer = Timer.builder("chaos.added.latency")
                    .description("how long disturbed calls really waited")
                    .tags(tags)
                    .register(registry);
            addedLatency = timer;
        }
        return timer;
    }

    void remove() {
        registry.remove(injections);
        Timer timer = addedLatency;
        if (timer != null) {
            registry.remove(timer);
        }
    }
}
