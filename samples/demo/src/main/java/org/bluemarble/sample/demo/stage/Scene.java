package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.demo.plan.PlannedRun;
import org.bluemarble.sample.demo.result.Mark;
import org.jspecify.annotations.Nullable;

/** One run while its bots trade: what an attack can see and touch. Confined to the thread that plays the run. */
final class Scene {
    private static final long POLL_MILLIS = 25;

    private final PlannedRun plan;
    private final Shard shard;
    private final BotsProcess bots;
    private final Progress progress;
    private final Instant start = Instant.now();
    private final List<Mark> marks = new ArrayList<>();

    Scene(PlannedRun plan, Shard shard, BotsProcess bots, Progress progress) {
        this.plan = plan;
        this.shard = shard;
        this.bots = bots;
        this.progress = progress;
    }

    PlannedRun plan() {
        return plan;
    }

    Shard shard() {
        return shard;
    }

    BotsProcess bots() {
        return bots;
    }

    Instant start() {
        return start;
    }

    List<Mark> marks() {
        return marks;
    }

    void mark(Mark mark) {
        marks.add(mark);
    }

    /** {@return how much of the planned traffic is still to come; negative when it is over} */
    Duration left() {
        return Duration.between(Instant.now(), start.plus(plan.traffic()));
    }

    /** Lets the bots trade for a while. */
    void pause(Duration length, String doing) throws InterruptedException {
        Instant until = Instant.now().plus(length);
        try {
            await(length.plusSeconds(1), doing, () -> !Instant.now().isBefore(until));
        } catch (StageException | IOException e) {
            throw new IllegalStateException("looking at the clock cannot fail", e);
        }
    }

    /** {@return whether the condition came true before {@code patience} ended} */
    boolean await(Duration patience, String doing, Condition condition)
            throws StageException, IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.isTrue()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            progress.show(doing + ", " + bots.acknowledged() + " trades acknowledged");
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean isTrue() throws StageException, IOException;
    }

    /**
     * What an attack came to.
     *
     * @param injections how often the fault struck
     * @param databaseDeaths how often the database was killed
     * @param shortcomings what did not happen although it should have
     */
    record Strikes(long injections, int databaseDeaths, List<String> shortcomings) {
        static Strikes of(long injections, @Nullable String shortcoming) {
            return new Strikes(injections, 0, shortcoming == null ? List.of() : List.of(shortcoming));
        }
    }
}
