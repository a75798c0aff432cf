package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.chaos.servers.ServerException;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.stage.Scene.Strikes;

/**
 * Kills the database under traffic and starts it again. Where a kill falls is chance, so it is repeated until it broke
 * something for certain, for as long as the traffic lasts at least, and {@link #MOST_KILLS} times at most.
 */
final class DatabaseKillAttack implements Attack {
    static final int MOST_KILLS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SHORTEST_PAUSE_MILLIS = 400;
    private static final long LONGEST_PAUSE_MILLIS = 900;

    private final PostgresServer postgres;
    private final Scene.Condition isBroken;
    private final boolean mustBreak;

    /**
     * Aims at a database.
     *
     * @param isBroken whether what is in the database now proves a violation, however the trades under way end
     * @param mustBreak whether to go on after the traffic's end until something is broken
     */
    DatabaseKillAttack(PostgresServer postgres, Scene.Condition isBroken, boolean mustBreak) {
        this.postgres = postgres;
        this.isBroken = isBroken;
        this.mustBreak = mustBreak;
    }

    @Override
    public Strikes strike(Scene scene) throws StageException, IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(scene.plan().seed());
        int kills = 0;
        do {
            kill(scene, kills + 1);
            kills++;
            awaitTraffic(scene);
            scene.pause(
                    Duration.ofMillis(random.nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)),
                    "PostgreSQL is back");
        } while (kills < MOST_KILLS && isWorthAnother(scene));
        return new Strikes(kills, kills, List.of());
    }

    private void kill(Scene scene, int number) throws StageException {
        Instant killed = Instant.now();
        try {
            postgres.kill();
            postgres.restart();
        } catch (ServerException e) {
            throw new StageException("PostgreSQL did not come back: " + e.getMessage(), e);
        }
        scene.mark(new Mark.DatabaseDown(killed, Instant.now(), "kill -9 of PostgreSQL, number " + number));
        scene.mark(new Mark.Injected(killed, scene.plan().fault().label()));
    }

    private static void awaitTraffic(Scene scene) throws StageException, IOException, InterruptedException {
        long before = scene.bots().acknowledged();
        if (!scene.await(PATIENCE, "PostgreSQL restarted", () -> scene.bots().acknowledged() > before)) {
            throw new StageException("no trade was acknowledged within " + PATIENCE.toSeconds()
                    + " s after PostgreSQL came back, but the server must serve again");
        }
    }

    private boolean isWorthAnother(Scene scene) throws StageException, IOException {
        if (!mustBreak) {
            return scene.left().toMillis() > LONGEST_PAUSE_MILLIS;
        }
        return !isBroken.isTrue();
    }
}
