package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bluemarble.sample.demo.result.FoundViolation;
import org.bluemarble.sample.demo.result.VerdictWord;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldCheck.Name;
import org.bluemarble.sample.demo.stage.Judge.Judgement;

/** Has chaos-invariants judge both shards. */
final class WorldEconomy {
    private WorldEconomy() {}

    static WorldCheck check(WorldPair pair) throws SQLException, IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        boolean holds = true;
        for (WorldShard shard : pair.shards()) {
            Judgement judgement = new EconomyJudge().judge(shard.connections(), shard.facts(), List.of());
            found.add(shard.place().label() + " " + words(judgement));
            holds &= judgement.verdict() == VerdictWord.HOLDS;
        }
        return new WorldCheck(Name.ECONOMY, String.join(", ", found), holds);
    }

    private static String words(Judgement judgement) {
        String violations =
                judgement.violations().stream().map(FoundViolation::brief).collect(Collectors.joining(" "));
        String doubts = String.join("; ", judgement.doubts());
        return judgement.verdict().word()
                + (violations.isEmpty() ? "" : " (" + violations + ")")
                + (judgement.verdict() == VerdictWord.UNKNOWN ? " (" + doubts + ")" : "");
    }
}
