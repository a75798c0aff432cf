package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Writes a small file over and over, each time down to the disk. */
final class SlowDiskLoad implements Load {

    private static final long MEGABYTE = 1 << 20;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SlowDisk slow;

    SlowDiskLoad(SlowDisk slow) {
        this.slow = slow;
    }

    @Override
    public void press(PressureRun run) throws IOException, Refusal {
        NamelessFile file = NamelessFile.in(slow.folder());
        try {
            Rate rate = new Rate(slow.rateMb());
            long chunks = 0;
            while (run.goesOnAfter(STEP_NANOS)) {
                while (rate.dueBytes() >= MEGABYTE && !run.isOver()) {
                    file.write(chunks++ % SlowDisk.FILE_MB * MEGABYTE);
                    file.force();
                    rate.taken(MEGABYTE);
                }
            }
        } finally {
            try {
                file.close();
            } catch (IOException stuck) {
                run.unreleased("the file that keeps the disk busy could not be removed: " + stuck);
            }
        }
    }
}
