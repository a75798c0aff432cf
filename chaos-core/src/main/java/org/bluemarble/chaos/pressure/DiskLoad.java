package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Writes a file until it is large enough, or too little would be left. */
final class DiskLoad implements Load {

    private static final long MEGABYTE = 1 << 20;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** One rule at a time looks and takes: the space that is left is everybody's. */
    private static final Object TAKING = new Object();

    private final DiskPressure disk;

    DiskLoad(DiskPressure disk) {
        this.disk = disk;
    }

    @Override
    public void press(PressureRun run) throws IOException, Refusal {
        NamelessFile file = NamelessFile.in(disk.folder());
        try {
            fill(run, file);
        } finally {
            try {
                file.close();
            } catch (IOException stuck) {
                run.unreleased("the file that fills the disk could not be removed: " + stuck);
            }
        }
    }

    private void fill(PressureRun run, NamelessFile file) throws IOException {
        FileStore store = Files.getFileStore(Path.of(disk.folder()));
        Rate rate = new Rate(disk.rateMb());
        long written = 0;
        while (run.goesOnAfter(STEP_NANOS)) {
            synchronized (TAKING) {
                while (rate.dueBytes() >= MEGABYTE && mayGrow(store, written) && !run.isOver()) {
                    file.write(written);
                    // Until it is on the disk, not every file system counts it as taken.
                    file.force();
                    written += MEGABYTE;
                    rate.taken(MEGABYTE);
                }
            }
        }
    }

    private boolean mayGrow(FileStore store, long written) throws IOException {
        return written < disk.sizeMb() * MEGABYTE && store.getUsableSpace() - MEGABYTE >= disk.leaveMb() * MEGABYTE;
    }
}
