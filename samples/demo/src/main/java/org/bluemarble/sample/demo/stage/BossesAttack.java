package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;

/** Keeps rules armed until some bosses have come and died under them. */
record BossesAttack(WorldScene scene, Duration patience) implements WorldAttack {
    @Override
    public void strike() throws StageException, IOException, InterruptedException {
        int before = scene.pair().east().books().slain().size();
        ArmedWorld armed = scene.arm();
        scene.await(patience, "bosses come and die", () -> scene.pair().east().books().slain().size()
                >= before + scene.run().bosses());
        scene.await(patience, "every rule strikes", armed::haveAllStruck);
        scene.disarm(armed);
    }
}
