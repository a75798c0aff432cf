package org.bluemarble.chaos;

import java.util.Map;
import org.bluemarble.chaos.pressure.Pressure;

/**
 * What happens to a call that a rule disturbs. Faults are immutable values.
 *
 * <p>The generic faults are a closed set, in families that are applied alike; a target module adds its own through
 * {@link ModuleFault}, which the engine turns into a {@link TargetFault} when a rule is built, so that a fault looks the
 * same in every class loader.
 */
public sealed interface Fault
        permits Latency,
                WaitingFault,
                ThrowingFault,
                EndingFault,
                ReturnOverride,
                TickFault,
                Pressure,
                TargetFault,
                ModuleFault {

    /** {@return the fault's name in rules, for example {@code latency} or {@code lost-ack}} */
    String name();

    /**
     * Returns the parameters that differ from their defaults, in the order of the fault's descriptor.
     *
     * @return parameter names and values; a value is a {@link java.time.Duration}, {@link Probability}, {@link Long},
     *     {@link Double}, {@link Boolean} or {@link String}
     */
    Map<String, Object> parameters();
}
