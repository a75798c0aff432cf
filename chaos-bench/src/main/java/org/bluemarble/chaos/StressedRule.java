package org.bluemarble.chaos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule at a point of its own, made in well under a microsecond: jcstress makes millions. It stands in no engine's list,
 * but ends and counts as one that does.
 */
final class StressedRule implements CallAttributes {

    private static final Chaos ENGINE = Chaos.create("stress");
    private static final Instant ARMED_AT = Instant.EPOCH;

    private final InjectionPoint point = new InjectionPoint("stress.point");
    private final ArmedRule rule;

    StressedRule(Trigger trigger, long limit) {
        FaultRule described = FaultRule.named("stress")
                .at("stress.point")
                .inject(new ThrowException(ThrowException.DEFAULT_CLASS, ThrowException.DEFAULT_MESSAGE))
                .when(trigger)
                .limit(limit)
                .ttl(Duration.ofMinutes(1))
                .build();
        this.rule = new ArmedRule(ENGINE, described, Phase.BEFORE, point, ARMED_AT);
        rule.setEnabled(true);
    }

    ArmedRule rule() {
        return rule;
    }

    @Nullable
    Injection call() {
        return point.decide(this);
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        return null;
    }

    @Override
    public Chaos engine() {
        return ENGINE;
    }
}
