package org.bluemarble.chaos.pressure;

import java.util.concurrent.TimeUnit;

/** Keeps each processor busy for a part of every short period. */
final class CpuLoad implements Load {

    /** Shorter than what a scheduler grants at once, longer than it takes to wake up. */
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Budget PERMILLE =
            new Budget((long) (CpuPressure.MOST * 1000), permille -> permille / 10.0 + "%");

    private final CpuPressure cpu;

    CpuLoad(CpuPressure cpu) {
        this.cpu = cpu;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        long permille = Math.round(cpu.load().value() * 1000);
        PERMILLE.take(cpu.name(), permille, run.cap());
        try {
            int processors = Runtime.getRuntime().availableProcessors();
            for (int i = 1; i < processors; i++) {
                run.spawn("-" + i, () -> turn(run));
            }
            turn(run);
        } finally {
            PERMILLE.giveBack(permille);
        }
    }

    private void turn(PressureRun run) {
        long busyNanos = (long) (PERIOD_NANOS * cpu.load().value());
        long start = System.nanoTime();
        do {
            while (System.nanoTime() - start < busyNanos && !run.isOver()) {
                Thread.onSpinWait();
            }
            // A period that began late does not make up for it: the load is a share of the time there is.
            start = Math.max(start + PERIOD_NANOS, System.nanoTime());
        } while (run.goesOnAfter(start - System.nanoTime()));
    }
}
