package org.bluemarble.chaos.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.JournalEntry;
import org.bluemarble.chaos.RuleCounters;
import org.jspecify.annotations.Nullable;

/** One rule's meters, over all its armings: a counter must not fall when its rule is armed anew. */
final class RuleMeters {

    private record Kind(String point, String fault, String cohort) {}

    private final String rule;
    private final Tags tags;
    private final MeterRegistry registry;
    private final ConcurrentMap<Kind, InjectionMeters> injections = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private final Map<Stage, Double> formerArmings = new EnumMap<>(Stage.class);

    private @Nullable ArmedRule current;
    private List<? extends Meter> stages = List.of();

    RuleMeters(String rule, Tags tags, MeterRegistry registry) {
        this.rule = rule;
        this.tags = tags;
        this.registry = registry;
    }

    InjectionMeters of(JournalEntry entry) {
        Kind kind = new Kind(entry.point(), entry.fault(), entry.cohort() == null ? "none" : entry.cohort());
        InjectionMeters known = injections.get(kind);
        return known != null ? known : injections.computeIfAbsent(kind, this::make);
    }

    private InjectionMeters make(Kind kind) {
        return new InjectionMeters(
                registry, tags.and("point", kind.point, "fault", kind.fault, "rule", rule, "cohort", kind.cohort));
    }

    /** Counts what becomes of the calls of an armed rule, on top of those of its former armings. */
    synchronized void armed(ArmedRule armed) {
        if (current == armed) {
            return;
        }
        if (current != null) {
            RuleCounters ended = current.counters();
            for (Stage stage : Stage.values()) {
                formerArmings.merge(stage, stage.of(ended), Double::sum);
            }
        }
        current = armed;
        if (stages.isEmpty()) {
            stages = Arrays.stream(Stage.values()).map(this::counter).toList();
        }
    }

    private Meter counter(Stage stage) {
        return FunctionCounter.builder("chaos.calls", this, meters -> meters.count(stage))
                .description("what became of the rule's calls")
                .tags(tags.and("rule", rule, "stage", stage.tag()))
                .register(registry);
    }

    private synchronized double count(Stage stage) {
        double former = formerArmings.getOrDefault(stage, 0.0);
        return current == null ? former : former + stage.of(current.counters());
    }

    void remove() {
        injections.values().forEach(InjectionMeters::remove);
        synchronized (this) {
            stages.forEach(registry::remove);
            stages = List.of();
        }
    }
}
