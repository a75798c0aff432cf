package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.sample.demo.plan.WorldExperiment;
import org.bluemarble.sample.demo.result.WorldOutcome.RuleCount;
import org.bluemarble.sample.demo.stage.RemoteChaos.RuleState;

/** The rules of one experiment, armed in the JVMs of both shards. */
final class ArmedWorld {
    private final WorldPair pair;
    private final List<ArmedLine> lines = new ArrayList<>();

    private ArmedWorld(WorldPair pair) {
        this.pair = pair;
    }

    static ArmedWorld arm(WorldPair pair, WorldExperiment experiment) throws StageException, IOException {
        ArmedWorld world = new ArmedWorld(pair);
        for (WorldShard shard : pair.shards()) {
            int peerPort = (shard == pair.east() ? pair.west() : pair.east()).linkPort();
            for (String rule : experiment.rules(shard.place(), shard.linkPort(), peerPort)) {
                long before = shard.chaos().injections();
                world.lines.add(
                        new ArmedLine(shard, rule, shard.chaos().arm(rule), before, experiment.strikesWhenDone()));
            }
        }
        return world;
    }

    /** {@return every rule and how often it has struck} */
    List<RuleCount> counts() throws StageException, IOException {
        List<RuleCount> counts = new ArrayList<>();
        for (ArmedLine line : lines) {
            counts.add(new RuleCount(line.shard().place().label(), line.rule(), line.struck()));
        }
        return counts;
    }

    boolean haveAllStruck() throws StageException, IOException {
        return counts().stream().allMatch(count -> count.struck() > 0);
    }

    /** {@return whether every rule has ended by itself} */
    boolean isOver() throws StageException, IOException {
        for (WorldShard shard : pair.shards()) {
            if (shard.chaos().armed() > 0) {
                return false;
            }
        }
        return true;
    }

    /** {@return the last counts} */
    List<RuleCount> disarm() throws StageException, IOException {
        List<RuleCount> counts = counts();
        for (WorldShard shard : pair.shards()) {
            shard.chaos().disarmAll();
        }
        return counts;
    }

    private record ArmedLine(WorldShard shard, String rule, String id, long injectionsBefore, boolean strikesWhenDone) {
        private static final String INCIDENT = "incident:";

        /** An incident's rules end by themselves and take their counters along: what its JVM has counted since stays. */
        long struck() throws StageException, IOException {
            if (id.startsWith(INCIDENT) || rule.startsWith(INCIDENT)) {
                return shard.chaos().injections() - injectionsBefore;
            }
            RuleState state = shard.chaos().state(id);
            return strikesWhenDone ? state.done() : state.injected();
        }
    }
}
