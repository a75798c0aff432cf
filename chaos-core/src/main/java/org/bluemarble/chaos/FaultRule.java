package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to do to which calls, how often and for how long. Immutable; nothing happens before {@link Chaos#arm(FaultRule)}.
 *
 * <pre>{@code
 * FaultRule.named("slow-trades").at("trade.after-debit").inject(Latency.of(Duration.ofMillis(250)))
 *         .when(Trigger.probability(Probability.ofPercent(1))).ttl(Duration.ofMinutes(5)).build();
 * }</pre>
 *
 * @param id the rule's name and feature flag: {@code [a-z0-9][a-z0-9-]*}, at most 64 characters
 * @param point the name of the injection point
 * @param selector which calls
 * @param trigger when among them; kept in its normal form, so that triggers that are spelled alike are equal
 * @param fault what happens; a {@link ModuleFault} is kept as its {@link TargetFault}
 * @param phase when in the call, or null for the fault's own phase
 * @param bounds how much and how long at most
 * @param enabled whether the rule acts as soon as it is armed
 * @param dryRun whether the rule only decides: every injection is counted and entered into the journal, and none is made
 * @param allowBlocking whether a fault that blocks may act on an event loop or a tick thread, where it stops many at once
 */
public record FaultRule(
        String id,
        String point,
        Selector selector,
        Trigger trigger,
        Fault fault,
        @Nullable Phase phase,
        Bounds bounds,
        boolean enabled,
        boolean dryRun,
        boolean allowBlocking) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public FaultRule {
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(bounds, "bounds");
        if (!isId(id)) {
            throw new IllegalArgumentException("rule id was '" + id
                    + "' but must be 1 to 64 lower-case letters, digits and hyphens, and begin with a letter or digit");
        }
        Objects.requireNonNull(fault, "fault");
        fault = fault instanceof ModuleFault module ? module.toTargetFault() : fault;
        trigger = TriggerForm.of(trigger).map(TriggerForm::toTrigger).orElse(trigger);
    }

    /** {@return this rule with its flag on or off when it is armed} */
    public FaultRule withEnabled(boolean on) {
        return new FaultRule(id, point, selector, trigger, fault, phase, bounds, on, dryRun, allowBlocking);
    }

    /** A rule that may not block an event loop or a tick thread. */
    public FaultRule(
            String id,
            String point,
            Selector selector,
            Trigger trigger,
            Fault fault,
            @Nullable Phase phase,
            Bounds bounds,
            boolean enabled,
            boolean dryRun) {
        this(id, point, selector, trigger, fault, phase, bounds, enabled, dryRun, false);
    }

    /** {@return this rule with other bounds} */
    public FaultRule withBounds(Bounds other) {
        return new FaultRule(id, point, selector, trigger, fault, phase, other, enabled, dryRun);
    }

    /** {@return whether this text can be a rule's id} */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Reads a rule in its one-line spelling, for example
     * {@code lose-ack: jdbc.commit[table=trade] lost-ack probability=1% limit=10 ttl=5m}. Whether it may be armed is
     * another question; see {@link Chaos#check(String)}.
     *
     * @throws ChaosConfigurationException with every problem and its column
     */
    public static FaultRule parse(String line) {
        return RuleText.parse(Objects.requireNonNull(line, "line"));
    }

    /**
     * Writes the rule as one line, which {@link #parse} reads back as an equal rule.
     *
     * @throws ChaosConfigurationException if the trigger combines triggers that have no
     *     spelling; such a rule cannot be armed either
     */
    public String line() {
        return RuleText.line(this);
    }

    /** {@return a builder for a rule of this id, which at first concerns no point and does nothing} */
    public static Builder named(String id) {
        return new Builder(id);
    }

    /** Collects the parts of a rule. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final List<Selector.Condition> conditions = new ArrayList<>();
        private @Nullable Cohort cohort;
        private @Nullable String point;
        private @Nullable Fault fault;
        private @Nullable Phase phase;
        private Trigger trigger = Trigger.always();
        private Bounds bounds = Bounds.DEFAULT;
        private boolean enabled = true;
        private boolean dryRun;
        private boolean allowBlocking;

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /** Names the injection point. */
        public Builder at(String point) {
            this.point = Objects.requireNonNull(point, "point");
            return this;
        }

        /** Names the injection point. */
        public Builder at(InjectionPoint point) {
            return at(point.name());
        }

        /** Selects calls whose text attribute has this value. */
        public Builder where(String attribute, String value) {
            return where(new Selector.Condition(AttributeKey.text(attribute), false, value));
        }

        /** Selects calls whose text attribute does not have this value. */
        public Builder whereNot(String attribute, String value) {
            return where(new Selector.Condition(AttributeKey.text(attribute), true, value));
        }

        /** Selects calls whose attribute fits one of these; the patterns say whether it is a text, a number or a flag. */
        public Builder where(String attribute, ValuePattern... anyOf) {
            return where(Selector.Condition.of(attribute, false, anyOf));
        }

        /** Selects calls whose attribute fits none of these. */
        public Builder whereNot(String attribute, ValuePattern... noneOf) {
            return where(Selector.Condition.of(attribute, true, noneOf));
        }

        /** Selects calls of a share of the players, sessions or the like; the last one counts. */
        public Builder cohort(Cohort cohort) {
            this.cohort = Objects.requireNonNull(cohort, "cohort");
            return this;
        }

        /** Adds a condition; all of them must hold. */
        public Builder where(Selector.Condition condition) {
            conditions.add(Objects.requireNonNull(condition, "condition"));
            return this;
        }

        /** Says what happens to the calls. */
        public Builder inject(Fault fault) {
            this.fault = Objects.requireNonNull(fault, "fault");
            return this;
        }

        /** Says when in the call the fault acts, where it can act in more than one phase. */
        public Builder phase(Phase phase) {
            this.phase = Objects.requireNonNull(phase, "phase");
            return this;
        }

        /** Says when among the selected calls; every time if not called. */
        public Builder when(Trigger trigger) {
            this.trigger = Objects.requireNonNull(trigger, "trigger");
            return this;
        }

        /** Bounds the number of injections, from 1. */
        public Builder limit(long limit) {
            this.bounds = bounds.withLimit(limit);
            return this;
        }

        /** Bounds the time the rule stays armed; ten minutes if not called. */
        public Builder ttl(Duration ttl) {
            this.bounds = bounds.withTtl(ttl);
            return this;
        }

        /** Says whether the rule acts as soon as it is armed; it does if not called. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Bounds how much the rule may do and how long. */
        public Builder bounds(Bounds bounds) {
            this.bounds = Objects.requireNonNull(bounds, "bounds");
            return this;
        }

        /** Says whether the rule only decides, and disturbs no call; it does not if not called. */
        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /** Says whether a fault that blocks may act on an event loop or a tick thread; it may not if not called. */
        public Builder allowBlocking(boolean allowBlocking) {
            this.allowBlocking = allowBlocking;
            return this;
        }

        /**
         * Builds the rule.
         *
         * @throws IllegalStateException if no point or no fault was named
         */
        public FaultRule build() {
            if (point == null) {
                throw new IllegalStateException(
                        "rule '" + id + "' names no injection point; call at(\"jdbc.commit\"), say");
            }
            if (fault == null) {
                throw new IllegalStateException("rule '" + id + "' names no fault; call inject(Latency.of(...)), say");
            }
            return new FaultRule(
                    id,
                    point,
                    new Selector(conditions, cohort),
                    trigger,
                    fault,
                    phase,
                    bounds,
                    enabled,
                    dryRun,
                    allowBlocking);
        }
    }
}
