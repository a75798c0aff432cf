package org.bluemarble.chaos.pressure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Opens the null device again and again. Each step looks at the whole process, so that two rules take no more than one. */
final class DescriptorLoad implements Load {

    /** A connection or two for whoever ends this, and a class file or a log file. */
    private static final long LEFT_TO_THE_PROCESS = 32;
    /** Each is an object of the JVM and one of the kernel: a limit of a million is out of reach. */
    private static final long MOST = 65_536;

    private static final int AT_ONCE = 64;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Path NULL_DEVICE = Path.of("/dev/null");
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** One rule at a time looks and takes. */
    private static final Object TAKING = new Object();

    private final DescriptorPressure descriptors;
    private final Deque<FileChannel> held = new ArrayDeque<>();

    DescriptorLoad(DescriptorPressure descriptors) {
        this.descriptors = descriptors;
    }

    @Override
    public void press(PressureRun run) throws IOException, Refusal {
        long limit = SystemFile.number(LIMITS, "Max open files")
                .orElseThrow(() -> new Refusal("file-descriptors needs a system that tells the limit in " + LIMITS));
        long target = target(limit, descriptors.to().value());
        try {
            while (run.goesOnAfter(STEP_NANOS)) {
                synchronized (TAKING) {
                    long room = Math.min(AT_ONCE, target - open());
                    for (long i = 0; i < room; i++) {
                        held.add(FileChannel.open(NULL_DEVICE));
                    }
                }
            }
        } finally {
            giveBack(run);
        }
    }

    /** Returns how many files are to be open in the end. */
    static long target(long limit, double share) throws Refusal {
        long target = Math.min((long) (limit * share), limit - LEFT_TO_THE_PROCESS);
        if (target > MOST) {
            throw new Refusal("file-descriptors would open " + target + " files but must open at most " + MOST
                    + "; the limit here is " + limit + ", start the JVM under a smaller one (ulimit -n)");
        }
        return target;
    }

    /** Counting needs a descriptor itself, which is not there any more when it is done. */
    private static long open() throws IOException {
        try (Stream<Path> open = Files.list(OPEN)) {
            return open.count() - 1;
        }
    }

    private void giveBack(PressureRun run) {
        for (FileChannel channel = held.poll(); channel != null; channel = held.poll()) {
            try {
                channel.close();
            } catch (IOException stuck) {
                run.unreleased("a file could not be closed: " + stuck);
            }
        }
    }
}
