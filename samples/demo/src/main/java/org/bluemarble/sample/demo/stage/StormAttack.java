package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldCheck.Name;

/** Breaks connections, keeps the door shut for a while, and waits until everybody is back. */
record StormAttack(WorldScene scene, Duration patience) implements WorldAttack {
    @Override
    public void strike() throws StageException, IOException, InterruptedException {
        WorldPair pair = scene.pair();
        long before = pair.reconnects();
        ArmedWorld armed = scene.arm();
        scene.await(patience, "players are thrown out", () -> pair.reconnects() > before);
        scene.await(patience, "the storm ends", armed::isOver);
        scene.disarm(armed);

        long calmNanos = System.nanoTime();
        boolean areBack = scene.comesTrue(patience, "players come back", pair::areAllPlayersThere);
        double seconds = (System.nanoTime() - calmNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        scene.found(new WorldCheck(Name.PLAYERS_BACK, words(areBack, seconds, pair.reconnects() - before), areBack));
        scene.await(patience, "the shards find each other again", pair::isLinkedBothWays);
        int slain = pair.east().books().slain().size();
        scene.await(patience, "another boss", () -> pair.east().books().slain().size() > slain);
    }

    private String words(boolean areBack, double seconds, long lost) {
        int players = 2 * scene.run().players();
        String back = areBack
                ? String.format(Locale.ROOT, "%d of %d, %.1f s after the storm", players, players, seconds)
                : "not all " + players + " within " + patience.toSeconds() + " s";
        return back + "; " + lost + " connections were lost or refused";
    }
}
