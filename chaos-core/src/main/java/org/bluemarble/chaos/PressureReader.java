package org.bluemarble.chaos;

import java.time.Duration;
import org.bluemarble.chaos.pressure.Contention;
import org.bluemarble.chaos.pressure.CpuPressure;
import org.bluemarble.chaos.pressure.Deadlock;
import org.bluemarble.chaos.pressure.DescriptorPressure;
import org.bluemarble.chaos.pressure.DirectMemoryPressure;
import org.bluemarble.chaos.pressure.DiskPressure;
import org.bluemarble.chaos.pressure.GarbagePressure;
import org.bluemarble.chaos.pressure.HeapPressure;
import org.bluemarble.chaos.pressure.Pause;
import org.bluemarble.chaos.pressure.Pressure;
import org.bluemarble.chaos.pressure.SlowDisk;
import org.bluemarble.chaos.pressure.ThreadPressure;
import org.jspecify.annotations.Nullable;

/** Makes pressures from their parameters. */
final class PressureReader {

    private final FaultParameters parameters;

    PressureReader(FaultParameters parameters) {
        this.parameters = parameters;
    }

    /** Returns null, and adds a problem, if the parameters do not fit together. */
    @Nullable
    Pressure read(String name) {
        return switch (name) {
            case "cpu" -> new CpuPressure(share("load"), duration());
            case "heap" -> new HeapPressure(share("to"), rateMb(HeapPressure.DEFAULT_RATE_MB), duration());
            case "direct-memory" ->
                new DirectMemoryPressure(share("to"), rateMb(HeapPressure.DEFAULT_RATE_MB), duration());
            case "gc" -> new GarbagePressure(number("rate-mb"), duration());
            case "threads" -> new ThreadPressure(number("count"), duration());
            case "file-descriptors" -> new DescriptorPressure(share("to"), duration());
            case "disk" ->
                new DiskPressure(
                        text("folder"),
                        number("size-mb", DiskPressure.MOST_MB),
                        number("leave-mb", DiskPressure.DEFAULT_LEFT_MB),
                        rateMb(DiskPressure.DEFAULT_RATE_MB),
                        duration());
            case "slow-disk" -> new SlowDisk(text("folder"), rateMb(SlowDisk.DEFAULT_RATE_MB), duration());
            case "contention" ->
                new Contention(
                        text("lock"),
                        parameters.value("hold", Duration.class).orElse(Contention.DEFAULT_HOLD),
                        parameters.value("gap", Duration.class).orElse(Contention.DEFAULT_GAP),
                        duration());
            case "deadlock" -> deadlock();
            case "pause" -> new Pause(parameters.required("duration", Duration.class));
            default -> throw new AssertionError("no reading known for pressure " + name);
        };
    }

    private @Nullable Pressure deadlock() {
        if (text("lock").equals(text("other"))) {
            parameters.refuseValue("other", "and so is lock, but there must be two");
            return null;
        }
        return new Deadlock(text("lock"), text("other"), duration());
    }

    private Probability share(String name) {
        return parameters.required(name, Probability.class);
    }

    private long rateMb(long fallback) {
        return number("rate-mb", fallback);
    }

    private long number(String name) {
        return parameters.required(name, Long.class);
    }

    private long number(String name, long fallback) {
        return parameters.value(name, Long.class).orElse(fallback);
    }

    private String text(String name) {
        return parameters.required(name, String.class);
    }

    private Duration duration() {
        return parameters.value("duration", Duration.class).orElse(Pressure.UNTIL_DISARMED);
    }
}
