package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Keeps rules armed until some bosses have come and died under them, and what they did to messages is done. */
record BossesAttack(WorldScene scene, Duration patience) implements WorldAttack {
    @Override
    public void strike() throws StageException, IOException, InterruptedException {
        WorldPair pair = scene.pair();
        int before = pair.east().books().slain().size();
        ArmedWorld armed = scene.arm();
        scene.await(
                patience,
                "bosses come and die",
                () -> pair.east().books().slain().size() >= before + scene.run().bosses());
        scene.await(patience, "every rule strikes", armed::haveAllStruck);
        // A message that was put aside must not be let go before those that are to overtake it.
        List<String> struck = pair.east().books().ids();
        scene.await(
                patience,
                "what was struck comes to its end",
                () -> pair.east().books().slain().containsAll(struck)
                        && pair.west().books().ids().containsAll(struck));
        scene.disarm(armed);
    }
}
