package org.bluemarble.chaos.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Consumer;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.InjectionEnd;
import org.bluemarble.chaos.InjectionObservation;
import org.bluemarble.chaos.InjectionObserver;
import org.bluemarble.chaos.JournalEntry;
import org.bluemarble.chaos.spi.InternalProblems;
import org.bluemarble.chaos.spi.WhileReachable;
import org.jspecify.annotations.Nullable;

/**
 * One engine's meters in one registry, which keeps them: the engine knows them only as long as it does, since it may outlive
 * the application whose registry it is.
 */
final class EngineMeters {

    private final MeterRegistry registry;
    private final RuleTable rules;
    private final List<Meter> own;
    private final InjectionObserver observer = this::decided;
    private final Consumer<ChaosEvent> listener = this::changed;
    private final Runnable stopObserving;
    private final Runnable stopListening;

    private EngineMeters(Chaos engine, Tags tags, MeterRegistry registry) {
        this.registry = registry;
        this.rules = new RuleTable(engine, tags, registry);
        this.own = List.of(
                Gauge.builder("chaos.rules.armed", engine, this::armedRules)
                        .description("rules that are armed now")
                        .tags(tags)
                        .register(registry),
                Gauge.builder("chaos.kill.switch", engine, one -> one.killed() == null ? 0 : 1)
                        .description("1 while the kill switch is thrown")
                        .tags(tags)
                        .register(registry),
                FunctionCounter.builder("chaos.internal.problems", engine, one -> InternalProblems.count())
                        .description("problems of the engine itself")
                        .tags(tags)
                        .register(registry));
        this.stopObserving = WhileReachable.observe(engine, observer);
        this.stopListening = WhileReachable.listen(engine, listener);
    }

    static EngineMeters register(Chaos engine, Tags tags, MeterRegistry registry) {
        EngineMeters meters = new EngineMeters(engine, tags, registry);
        engine.rules().forEach(meters.rules::armed);
        return meters;
    }

    /** Needs nothing of these meters; but a gauge keeps what it asks, and so the registry keeps them. */
    private double armedRules(Chaos engine) {
        return engine.rules().size();
    }

    private void changed(ChaosEvent change) {
        if (change.kind() == ChaosEvent.Kind.ARMED && change.rule() != null) {
            rules.armed(change.rule());
        }
    }

    private @Nullable InjectionObservation decided(JournalEntry entry) {
        if (entry.decision() != JournalEntry.Decision.INJECTED) {
            return null;
        }
        InjectionMeters meters = rules.of(entry.rule()).of(entry);
        meters.decided();
        return new InjectionObservation() {
            @Override
            public void ended(InjectionEnd end) {
                meters.ended(end);
            }
        };
    }

    void remove() {
        stopObserving.run();
        stopListening.run();
        rules.remove();
        own.forEach(registry::remove);
    }
}
