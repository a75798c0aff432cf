package org.bluemarble.chaos.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.jspecify.annotations.Nullable;

/** The rules that have tags of their own: bounded, since who makes rules by a program makes ids by the thousand. */
final class RuleTable {

    private static final String OTHER = "other";

    private final Chaos engine;
    private final Tags tags;
    private final MeterRegistry registry;

    /** What a disturbed call asks, without a lock. */
    private final ConcurrentMap<String, RuleMeters> known = new ConcurrentHashMap<>();

    /** The same, oldest first; guarded by this. */
    private final Map<String, RuleMeters> byAge = new LinkedHashMap<>();

    private final RuleMeters other;

    RuleTable(Chaos engine, Tags tags, MeterRegistry registry) {
        this.engine = engine;
        this.tags = tags;
        this.registry = registry;
        this.other = new RuleMeters(OTHER, tags, registry);
    }

    RuleMeters of(String rule) {
        RuleMeters meters = known.get(rule);
        return meters == null ? added(rule) : meters;
    }

    void armed(String rule) {
        engine.rule(rule).ifPresent(this::armed);
    }

    void armed(ArmedRule rule) {
        RuleMeters meters = of(rule.id());
        // What becomes of several rules' calls together says nothing of any.
        if (meters != other) {
            meters.armed(rule);
        }
    }

    private synchronized RuleMeters added(String rule) {
        RuleMeters meters = byAge.get(rule);
        if (meters != null) {
            return meters;
        }
        if (byAge.size() >= ChaosMetrics.MOST_RULES && !hasMadeRoom()) {
            return other;
        }
        RuleMeters added = new RuleMeters(rule, tags, registry);
        byAge.put(rule, added);
        known.put(rule, added);
        return added;
    }

    private boolean hasMadeRoom() {
        @Nullable
        String oldest = byAge.keySet().stream()
                .filter(rule -> engine.rule(rule).isEmpty())
                .findFirst()
                .orElse(null);
        if (oldest == null) {
            return false;
        }
        RuleMeters gone = byAge.remove(oldest);
        known.remove(oldest);
        if (gone != null) {
            gone.remove();
        }
        return true;
    }

    synchronized void remove() {
        byAge.values().forEach(RuleMeters::remove);
        byAge.clear();
        known.clear();
        other.remove();
    }
}
