package org.bluemarble.chaos.pressure;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Starts threads that wait for the end. */
final class ThreadLoad implements Load {

    /** What the collector, the compilers and an operator's tool may want to start. */
    private static final long LEFT_TO_THE_PROCESS = 64;

    private static final Budget THREADS = new Budget(ThreadPressure.MOST, count -> count + " threads");

    private final ThreadPressure threads;

    ThreadLoad(ThreadPressure threads) {
        this.threads = threads;
    }

    @Override
    public void press(PressureRun run) throws Refusal {
        THREADS.take(threads.name(), threads.count(), run.cap());
        try {
            requireRoom();
            for (long i = 1; i <= threads.count() && !run.isOver(); i++) {
                run.spawn("-" + i, () -> waitForTheEnd(run));
            }
            waitForTheEnd(run);
        } finally {
            THREADS.giveBack(threads.count());
        }
    }

    private void requireRoom() throws Refusal {
        OptionalLong most = SystemFile.number("/sys/fs/cgroup/pids.max");
        OptionalLong now = SystemFile.number("/sys/fs/cgroup/pids.current");
        if (most.isPresent() && now.isPresent()) {
            long room = most.getAsLong() - now.getAsLong() - LEFT_TO_THE_PROCESS;
            if (threads.count() > room) {
                throw new Refusal("threads was " + threads.count() + " but must be at most " + Math.max(0, room)
                        + " here: the container may have " + most.getAsLong() + " and has " + now.getAsLong()
                        + ", and " + LEFT_TO_THE_PROCESS + " are left to the process");
            }
        }
    }

    private static void waitForTheEnd(PressureRun run) {
        while (run.goesOnAfter(TimeUnit.SECONDS.toNanos(1))) {
            // Nothing but to be there.
        }
    }
}
