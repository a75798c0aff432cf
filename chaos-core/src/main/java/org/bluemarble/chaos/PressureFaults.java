package org.bluemarble.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.pressure.CpuPressure;
import org.bluemarble.chaos.pressure.DiskPressure;
import org.bluemarble.chaos.pressure.GarbagePressure;
import org.bluemarble.chaos.pressure.HeapPressure;
import org.bluemarble.chaos.pressure.Pause;
import org.bluemarble.chaos.pressure.SlowDisk;
import org.bluemarble.chaos.pressure.ThreadPressure;

/** The faults that make a resource scarce, as the catalogue describes them. */
final class PressureFaults {

    private static final long MOST_RATE_MB = 65_536;

    private static final FaultDescriptor CPU = described(
            "cpu",
            "So much of all processors is kept busy; all such rules together take at most 95%.",
            false,
            share("load", "the share of the processors' time", CpuPressure.MOST));

    private static final FaultDescriptor HEAP = memory(
            "heap",
            "The heap is filled until so much of its greatest size is in use; never above 95%, whatever rules there are.",
            "the share in use in the end, by whatever objects",
            "megabytes taken in a second; few are a leak");

    private static final FaultDescriptor DIRECT_MEMORY = memory(
            "direct-memory",
            "Memory outside of the heap is taken, as direct buffers take it.",
            "the share of the permitted size that is in use in the end",
            "megabytes taken in a second");

    private static final FaultDescriptor GC = described(
            "gc",
            "Objects are made and forgotten, so that the collector has work.",
            false,
            ParameterDescriptor.number(
                            "rate-mb", "megabytes of garbage in a second", 1, GarbagePressure.MOST_RATE_MB, null)
                    .asMain());

    private static final FaultDescriptor THREADS = described(
            "threads",
            "Threads are started that do nothing; all such rules together start at most 4096.",
            true,
            ParameterDescriptor.number("count", "how many", 1, ThreadPressure.MOST, null)
                    .asMain());

    private static final FaultDescriptor FILE_DESCRIPTORS = described(
            "file-descriptors",
            "Files are opened until so much of the process's limit is in use; Linux only.",
            true,
            share("to", "the share in use in the end, by whatever files", 0.95));

    private static final FaultDescriptor DISK = described(
            "disk",
            "The disk under a folder fills up with a file that has no name and goes with the process.",
            true,
            ParameterDescriptor.text("folder", "a folder that exists", null).asMain(),
            ParameterDescriptor.number(
                    "size-mb", "megabytes written at most", 1, DiskPressure.MOST_MB, "until leave-mb are left"),
            ParameterDescriptor.number(
                    "leave-mb",
                    "megabytes that stay free",
                    DiskPressure.LEAST_LEFT_MB,
                    DiskPressure.MOST_MB,
                    "" + DiskPressure.DEFAULT_LEFT_MB),
            rate(DiskPressure.DEFAULT_RATE_MB, "megabytes written in a second"));

    private static final FaultDescriptor SLOW_DISK = described(
            "slow-disk",
            "The disk under a folder is kept busy with writes that are forced down to it.",
            false,
            ParameterDescriptor.text("folder", "a folder that exists", null).asMain(),
            rate(SlowDisk.DEFAULT_RATE_MB, "megabytes written in a second"));

    private static final FaultDescriptor CONTENTION = described(
            "contention",
            "A lock that the server has registered is taken again and again.",
            false,
            ParameterDescriptor.text("lock", "its name", null).asMain(),
            turn("hold", "how long it is held", Duration.ofMillis(1), "50ms"),
            turn("gap", "how long it is free in between", Duration.ZERO, "10ms"));

    private static final FaultDescriptor DEADLOCK = described(
            "deadlock",
            "Two threads hold one registered lock each and wait for the other's, until the rule ends.",
            true,
            ParameterDescriptor.text("lock", "the name of the one lock", null),
            ParameterDescriptor.text("other", "the name of the other lock", null));

    private static final FaultDescriptor PAUSE = new FaultDescriptor(
            "pause",
            "The whole process stands still, as under SIGSTOP, and goes on by itself; nobody can end it early.",
            List.of(ParameterDescriptor.duration("duration", "how long", Duration.ofMillis(10), Pause.LONGEST, null)
                    .asMain()),
            List.of(Phase.BEFORE),
            List.of(),
            false,
            true);

    /** In the order of the documentation. */
    static final List<FaultDescriptor> DESCRIPTORS = List.of(
            CPU, HEAP, DIRECT_MEMORY, GC, THREADS, FILE_DESCRIPTORS, DISK, SLOW_DISK, CONTENTION, DEADLOCK, PAUSE);

    private PressureFaults() {}

    private static FaultDescriptor described(
            String name, String summary, boolean destructive, ParameterDescriptor... parameters) {
        List<ParameterDescriptor> all = new ArrayList<>(List.of(parameters));
        all.add(ParameterDescriptor.duration(
                "duration",
                "how long it lasts at most",
                Duration.ofMillis(100),
                Duration.ofHours(1),
                "until the rule ends"));
        return new FaultDescriptor(name, summary, all, List.of(Phase.BEFORE), List.of(), false, destructive);
    }

    private static FaultDescriptor memory(String name, String summary, String to, String rate) {
        return described(
                name, summary, true, share("to", to, HeapPressure.MOST), rate(HeapPressure.DEFAULT_RATE_MB, rate));
    }

    private static ParameterDescriptor turn(String name, String summary, Duration least, String fallback) {
        return ParameterDescriptor.duration(name, summary, least, Duration.ofSeconds(10), fallback);
    }

    private static ParameterDescriptor share(String name, String summary, double most) {
        return new ParameterDescriptor(
                name,
                ParameterDescriptor.Type.PROBABILITY,
                summary,
                new Probability(0.01),
                new Probability(most),
                List.of(),
                null,
                true);
    }

    private static ParameterDescriptor rate(long fallback, String summary) {
        return ParameterDescriptor.number("rate-mb", summary, 1, MOST_RATE_MB, "" + fallback);
    }
}
