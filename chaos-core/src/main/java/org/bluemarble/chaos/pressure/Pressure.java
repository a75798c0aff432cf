package org.bluemarble.chaos.pressure;

import java.time.Duration;
import org.bluemarble.chaos.Fault;

/**
 * A resource becomes scarce for a time. The call on which the rule fires starts the pressure and goes on undisturbed;
 * everybody feels it. A rule has one pressure under way at most.
 *
 * <p>Every pressure ends: after {@link #duration()}, with its rule, with its engine, with the kill switch and with the JVM,
 * whichever comes first; and it gives back what it took. Those that can bring a JVM down must be named by the ceiling, and
 * stop short of the last of the resource, all rules of a JVM together.
 */
public sealed interface Pressure extends Fault
        permits CpuPressure,
                HeapPressure,
                DirectMemoryPressure,
                GarbagePressure,
                ThreadPressure,
                DescriptorPressure,
                DiskPressure,
                SlowDisk,
                Contention,
                Deadlock,
                Pause {

    /** No end of its own: the rule's time to live is the bound. */
    Duration UNTIL_DISARMED = Duration.ZERO;

    /** {@return how long it lasts at most; {@link #UNTIL_DISARMED} to last as long as the rule} */
    Duration duration();
}
