package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.plan.WorldRun;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldOutcome;
import org.bluemarble.sample.demo.result.WorldTimeline;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * Plays one experiment from empty tables to a verdict: players of both shards fight bosses, rules strike, players settle,
 * the books are read. Not thread-safe.
 */
public final class WorldPlayer {
    /** For whatever must come in the end; far above what it takes, since the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** For what is lost for good, where that is what a run is to show. */
    private static final Duration IN_VAIN = Duration.ofSeconds(3);

    private final WorldStage stage;
    private final Progress progress;

    /** Plays on this stage. */
    public WorldPlayer(WorldStage stage, Progress progress) {
        this.stage = stage;
        this.progress = progress;
    }

    /**
     * Plays an experiment.
     *
     * @return what it came to; one that broke off has no checks and says why
     */
    public WorldOutcome play(WorldRun run) throws InterruptedException {
        Instant begun = Instant.now();
        progress.show("starting two " + run.server().label() + " shards");
        try (WorldPair pair = stage.openPair(run)) {
            WorldScene scene = new WorldScene(run, pair, progress);
            return playToTheEnd(scene);
        } catch (StageException | IOException | SQLException e) {
            Instant now = Instant.now();
            return new WorldOutcome(
                    run.server().label(),
                    run.experiment().label(),
                    List.of(),
                    List.of(),
                    run.experiment().expected(run.server()),
                    List.of("broke off: " + e.getMessage()),
                    new WorldTimeline(begun, begun, begun, now, List.of()));
        }
    }

    private WorldOutcome playToTheEnd(WorldScene scene)
            throws StageException, IOException, SQLException, InterruptedException {
        WorldRun run = scene.run();
        WorldPair pair = scene.pair();
        for (WorldShard shard : pair.shards()) {
            shard.invite(run.players(), run.seed());
        }
        scene.await(PATIENCE, "players log in", pair::areAllPlayersThere);
        scene.await(PATIENCE, "the shards find each other", pair::isLinkedBothWays);
        pair.shards().forEach(WorldShard::play);
        scene.await(
                PATIENCE,
                "a first boss",
                () -> !pair.booksAlone().west().slain().isEmpty());

        WorldAttack.of(run.experiment().kind(), scene, PATIENCE).strike();

        for (WorldShard shard : pair.shards()) {
            progress.show("letting the players of " + shard.place().label() + " settle");
            if (!shard.players().settle(PATIENCE)) {
                scene.fellShort("some players of " + shard.place().label() + " got no definite answer");
            }
            shard.sendHome();
        }
        for (WorldShard shard : pair.shards()) {
            // No boss comes where nobody is.
            scene.await(PATIENCE, shard.place().label() + " is deserted", shard::isDeserted);
        }
        atRest(scene);
        return judged(scene);
    }

    /** {@return the books when nothing is under way any more, or when what is missing was waited for long enough} */
    private static WorldBooks atRest(WorldScene scene) throws StageException, IOException, InterruptedException {
        boolean isLossExpected = scene.run().experiment().expected(scene.run().server()) == VerdictWord.VIOLATED;
        // A verdict needs no excuse: what has not come by then is missing, and the checks say what.
        Duration patience = isLossExpected ? IN_VAIN : PATIENCE;
        long deadline = System.nanoTime() + patience.toNanos();
        WorldBooks books = scene.pair().books();
        while (!books.isComplete() && System.nanoTime() - deadline < 0) {
            scene.linger("what is under way arrives");
            books = scene.pair().books();
        }
        return books;
    }

    private WorldOutcome judged(WorldScene scene)
            throws StageException, IOException, SQLException, InterruptedException {
        WorldRun run = scene.run();
        progress.show("quiescing and checking");
        WorldCheck economy = WorldEconomy.check(scene.pair());
        // Read anew: a boss may have been on its way when the last player left.
        WorldBooks books = atRest(scene);
        List<WorldCheck> checks = new ArrayList<>();
        checks.add(books.bossOnce());
        if (run.experiment().judgesSkew()) {
            checks.add(books.skew());
        }
        checks.add(books.sameEnd());
        checks.add(books.rewardOnce());
        checks.addAll(scene.checks());
        checks.add(economy);
        judge(scene, checks);
        return new WorldOutcome(
                run.server().label(),
                run.experiment().label(),
                scene.counts(),
                checks,
                run.experiment().expected(run.server()),
                scene.shortcomings(),
                scene.timeline(books));
    }

    private static void judge(WorldScene scene, List<WorldCheck> checks) {
        ServerKind server = scene.run().server();
        boolean mayBreak = scene.run().experiment().expected(server) == VerdictWord.VIOLATED;
        for (WorldCheck check : checks) {
            boolean mustBreak = scene.run().experiment().mustBreak(server).contains(check.name());
            if (mustBreak && check.holds()) {
                scene.fellShort(
                        "'" + check.name().claim() + "' held but must not on the " + server.label() + " server");
            } else if (!mayBreak && !check.holds()) {
                scene.fellShort("'" + check.name().claim() + "' did not hold: " + check.found());
            }
        }
        for (WorldShard shard : scene.pair().shards()) {
            if (shard.deaths() > 0) {
                scene.fellShort(shard.place().label() + "'s JVM died but no fault of this run kills it");
            }
        }
    }
}
