package org.bluemarble.chaos.pressure;

import java.io.IOException;

/** What one kind of pressure does, on a thread of its own. */
@FunctionalInterface
interface Load {

    /** Presses until the run is over, and gives back what it took before it returns, however it does. */
    void press(PressureRun run) throws IOException, Refusal;

    /** {@return the load of a pressure} */
    static Load of(Pressure pressure) {
        if (pressure instanceof CpuPressure cpu) {
            return new CpuLoad(cpu);
        } else if (pressure instanceof HeapPressure heap) {
            return new HeapLoad(heap);
        } else if (pressure instanceof DirectMemoryPressure direct) {
            return new DirectMemoryLoad(direct);
        } else if (pressure instanceof GarbagePressure garbage) {
            return new GarbageLoad(garbage);
        } else if (pressure instanceof ThreadPressure threads) {
            return new ThreadLoad(threads);
        } else if (pressure instanceof DescriptorPressure descriptors) {
            return new DescriptorLoad(descriptors);
        } else if (pressure instanceof DiskPressure disk) {
            return new DiskLoad(disk);
        } else if (pressure instanceof SlowDisk slow) {
            return new SlowDiskLoad(slow);
        } else if (pressure instanceof Contention contention) {
            return new ContentionLoad(contention);
        } else if (pressure instanceof Deadlock deadlock) {
            return new DeadlockLoad(deadlock);
        } else if (pressure instanceof Pause pause) {
            return new PauseLoad(pause);
        }
        throw new AssertionError("no load known for " + pressure);
    }
}
