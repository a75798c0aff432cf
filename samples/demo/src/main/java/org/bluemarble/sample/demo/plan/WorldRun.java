package org.bluemarble.sample.demo.plan;

import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.game.economy.ServerKind;

/**
 * One experiment on two shards of one kind.
 *
 * @param players number of bots on each shard, 2 to 500
 * @param bosses how many must come and die while rules are armed, where that is how it is played
 * @param seed decides who does what
 */
public record WorldRun(ServerKind server, WorldExperiment experiment, int players, int bosses, long seed) {
    /** {@return {@code naive-partition}: a name for files} */
    public String name() {
        return server.label() + "-" + experiment.label();
    }

    /** {@return every experiment on every server that it fits, experiment by experiment} */
    public static List<WorldRun> all(
            List<ServerKind> servers, List<WorldExperiment> experiments, int players, int bosses, long seed) {
        List<WorldRun> runs = new ArrayList<>();
        for (WorldExperiment experiment : experiments) {
            for (ServerKind server : servers) {
                if (experiment.fits(server)) {
                    runs.add(new WorldRun(server, experiment, players, bosses, seed));
                }
            }
        }
        return runs;
    }
}
