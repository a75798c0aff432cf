package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.demo.plan.WorldRun;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome.RuleCount;
import org.bluemarble.sample.demo.result.WorldTimeline;
import org.bluemarble.sample.demo.result.WorldTimeline.Coming;

/** One experiment while it is played: what happened so far. Confined to the thread that plays it. */
final class WorldScene {
    private static final long POLL_MILLIS = 50;

    private final WorldRun run;
    private final WorldPair pair;
    private final Progress progress;
    private final Instant start = Instant.now();
    private final List<WorldCheck> checks = new ArrayList<>();
    private final List<String> shortcomings = new ArrayList<>();
    private List<RuleCount> counts = List.of();
    private Instant armed = start;
    private Instant disarmed = start;

    WorldScene(WorldRun run, WorldPair pair, Progress progress) {
        this.run = run;
        this.pair = pair;
        this.progress = progress;
    }

    WorldRun run() {
        return run;
    }

    WorldPair pair() {
        return pair;
    }

    /** Arms what the experiment says. */
    ArmedWorld arm() throws StageException, IOException {
        armed = Instant.now();
        return ArmedWorld.arm(pair, run.experiment());
    }

    /** Ends what is still armed and keeps the counters; whatever did not strike is a shortcoming. */
    void disarm(ArmedWorld world) throws StageException, IOException {
        counts = world.disarm();
        disarmed = Instant.now();
        for (RuleCount count : counts) {
            if (count.struck() == 0) {
                fellShort("rule '" + count.rule() + "' on " + count.shard() + " must strike and did not");
            }
        }
    }

    void found(WorldCheck check) {
        checks.add(check);
    }

    List<WorldCheck> checks() {
        return checks;
    }

    void fellShort(String why) {
        shortcomings.add(why);
    }

    List<String> shortcomings() {
        return shortcomings;
    }

    List<RuleCount> counts() {
        return counts;
    }

    WorldTimeline timeline(WorldBooks books) {
        List<Coming> comings = new ArrayList<>();
        addTo(comings, "east", books.east());
        addTo(comings, "west", books.west());
        return new WorldTimeline(start, armed, disarmed, Instant.now(), comings);
    }

    private static void addTo(List<Coming> comings, String shard, ShardBooks books) {
        books.bosses()
                .forEach(row -> comings.add(new Coming(shard, row.id(), Instant.ofEpochMilli(row.spawnedMillis()))));
    }

    /**
     * Waits for what must come.
     *
     * @throws StageException if it does not
     */
    void await(Duration patience, String what, Condition condition)
            throws StageException, IOException, InterruptedException {
        if (!comesTrue(patience, what, condition)) {
            throw new StageException(
                    "waited " + patience.toSeconds() + " s in vain: " + what + "; the shards' logs say more");
        }
    }

    /** {@return whether the condition came true before {@code patience} ended} */
    boolean comesTrue(Duration patience, String what, Condition condition)
            throws StageException, IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.isTrue()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            linger(what);
        }
        return true;
    }

    /** Waits for as long as one look is behind the other. */
    void linger(String what) throws InterruptedException {
        progress.show(what);
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean isTrue() throws StageException, IOException, InterruptedException;
    }
}
