package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldCheck.Name;

/** Cuts the link until a boss has come and died on the side that decides, then heals it. */
record PartitionAttack(WorldScene scene, Duration patience) implements WorldAttack {
    @Override
    public void strike() throws StageException, IOException, InterruptedException {
        WorldPair pair = scene.pair();
        ArmedWorld armed = scene.arm();
        scene.await(
                patience, "east notices that west is silent", () -> !pair.east().hasLinkUp());
        Set<String> known = new HashSet<>(pair.east().books().ids());
        scene.await(
                patience,
                "a boss comes and dies while the link is cut",
                () -> !unknownSlain(known).isEmpty());
        scene.await(patience, "every rule strikes", armed::haveAllStruck);

        List<String> alone = unknownSlain(known);
        List<String> crossed =
                alone.stream().filter(pair.west().books().ids()::contains).toList();
        scene.found(new WorldCheck(
                Name.NOTHING_CROSSED,
                crossed.isEmpty()
                        ? "came and died on east alone: " + String.join(", ", alone)
                        : "came to west all the same: " + String.join(", ", crossed),
                crossed.isEmpty()));
        scene.disarm(armed);
        scene.await(patience, "the shards find each other again", pair::isLinkedBothWays);
    }

    private List<String> unknownSlain(Set<String> known) throws StageException {
        return scene.pair().east().books().slain().stream()
                .filter(boss -> !known.contains(boss))
                .toList();
    }
}
