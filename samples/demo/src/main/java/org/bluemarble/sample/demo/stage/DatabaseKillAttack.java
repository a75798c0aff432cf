package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.chaos.servers.PostgresServer;
import org.bluemarble.chaos.servers.ServerException;
import org.bluemarble.sample.demo.result.Mark;
import org.bluemarble.sample.demo.stage.Scene.Strikes;

/**
 * Kills the database under traffic and starts it again. Where a kill falls is chance, so it is repeated until it broke
 * something for certain, for as long as the traffic lasts at least, and {@link #MOST_KILLS} times at most.
 */
final class DatabaseKillAttack implements Attack {
    private static final int MOST_KILLS = 5;
    /** Of a server that must survive them: the second meets sessions that have seen the first. */
    private static final int FEWEST_KILLS = 2;

    /** The game's sessions are called game-server/PID. */
    private static final String COMMITS_IN_FLIGHT = "select 1 from pg_stat_activity where state = 'active'"
            + " and query = 'COMMIT' and application_name like 'game-server/%' limit 1";

    private static final Duration AIMING = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SHORTEST_PAUSE_MILLIS = 400;
    private static final long LONGEST_PAUSE_MILLIS = 900;

    private final PostgresServer postgres;
    private final DataSource connections;
    private final Scene.Condition isBroken;
    private final boolean mustBreak;

    /**
     * Aims at a database.
     *
     * @param connections to look at it before the kill
     * @param isBroken whether what is in the database now proves a violation, however the trades under way end
     * @param mustBreak whether to go on after the traffic's end until something is broken
     */
    DatabaseKillAttack(PostgresServer postgres, DataSource connections, Scene.Condition isBroken, boolean mustBreak) {
        this.postgres = postgres;
        this.connections = connections;
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
        } while (kills < MOST_KILLS && isWorthAnother(scene, kills));
        return new Strikes(kills, kills, List.of());
    }

    private void kill(Scene scene, int number) throws StageException, InterruptedException {
        awaitCommit();
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

    /** Waits until a trade's COMMIT is in flight, for a moment at most: a kill anywhere else is known to do no harm. */
    private void awaitCommit() throws StageException, InterruptedException {
        long deadline = System.nanoTime() + AIMING.toNanos();
        try (Connection connection = connections.getConnection();
                PreparedStatement look = connection.prepareStatement(COMMITS_IN_FLIGHT)) {
            while (System.nanoTime() - deadline < 0) {
                try (ResultSet seen = look.executeQuery()) {
                    if (seen.next()) {
                        return;
                    }
                }
                TimeUnit.MICROSECONDS.sleep(200);
            }
        } catch (SQLException e) {
            throw new StageException("PostgreSQL's sessions could not be looked at: " + e.getMessage(), e);
        }
    }

    private static void awaitTraffic(Scene scene) throws StageException, IOException, InterruptedException {
        long before = scene.bots().acknowledged();
        if (!scene.await(PATIENCE, "PostgreSQL restarted", () -> scene.bots().acknowledged() > before)) {
            throw new StageException("no trade was acknowledged within " + PATIENCE.toSeconds()
                    + " s after PostgreSQL came back, but the server must serve again");
        }
    }

    private boolean isWorthAnother(Scene scene, int kills) throws StageException, IOException {
        if (mustBreak) {
            return !isBroken.isTrue();
        }
        return kills < FEWEST_KILLS || scene.left().toMillis() > LONGEST_PAUSE_MILLIS;
    }
}
