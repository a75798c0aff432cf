package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import org.bluemarble.sample.demo.plan.WorldExperiment.Kind;

/** What is done while players fight bosses. */
interface WorldAttack {
    /**
     * Arms, waits for what that leads to, and disarms.
     *
     * @throws StageException if something that must come does not
     */
    void strike() throws StageException, IOException, InterruptedException;

    /**
     * {@return how an experiment of this kind is played}
     *
     * @param patience for each thing that must come
     */
    static WorldAttack of(Kind kind, WorldScene scene, Duration patience) {
        return switch (kind) {
            case WHILE_BOSSES_COME -> new BossesAttack(scene, patience);
            case STORM -> new StormAttack(scene, patience);
            case PARTITION -> new PartitionAttack(scene, patience);
        };
    }
}
