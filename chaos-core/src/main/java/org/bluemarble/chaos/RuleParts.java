package org.bluemarble.chaos;

import org.bluemarble.chaos.spi.RuleDraft;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of a draft, part by part: a part with a problem is null, so that the other parts can still be
 * checked and every problem is told at once.
 *
 * @param descriptor the fault as the catalogue describes it
 * @param phase the phase that the rule names; null if it names none
 */
record RuleParts(
        RuleDraft draft,
        @Nullable String id,
        @Nullable PointDescriptor point,
        @Nullable Selector selector,
        @Nullable FaultDescriptor descriptor,
        @Nullable Fault fault,
        @Nullable Phase phase,
        @Nullable TriggerForm trigger,
        @Nullable Bounds bounds,
        boolean enabled,
        boolean dryRun,
        boolean allowBlocking) {

    /** {@return the rule; null if a part is missing} */
    @Nullable
    FaultRule toRule() {
        if (id == null || point == null || selector == null || fault == null || trigger == null || bounds == null) {
            return null;
        }
        return new FaultRule(
                id, point.name(), selector, trigger.toTrigger(), fault, phase, bounds, enabled, dryRun, allowBlocking);
    }
}
