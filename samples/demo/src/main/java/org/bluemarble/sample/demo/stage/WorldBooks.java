package org.bluemarble.sample.demo.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldCheck.Name;
import org.bluemarble.sample.demo.stage.ShardBooks.BossRow;

/**
 * Both shards' books beside what players were told, compared.
 *
 * @param told {@code boss:player} for every hit that a player was told has counted
 */
record WorldBooks(ShardBooks east, ShardBooks west, Set<String> told) {
    private static final long MOST_SKEW_MILLIS = 5_000;
    private static final int SHOWN = 3;

    /** {@return whether nothing is under way any more and nothing is missing} More than enough may have happened all the same. */
    boolean isComplete() {
        return west.unsent() == 0
                && east.unsent() == 0
                && west.ids().containsAll(east.ids())
                && hasSameEnd()
                && missing().isEmpty();
    }

    WorldCheck bossOnce() {
        List<String> wrong = new ArrayList<>();
        Set<String> all = new TreeSet<>(east.ids());
        all.addAll(west.ids());
        for (String boss : all) {
            long here = rows(east, boss);
            long there = rows(west, boss);
            if (here != 1 || there != 1) {
                wrong.add(boss + " " + here + "x on east, " + there + "x on west");
            }
        }
        return new WorldCheck(
                Name.BOSS_ONCE,
                wrong.isEmpty() ? all.size() + " bosses" : wrong.size() + " of " + all.size() + ": " + brief(wrong),
                wrong.isEmpty());
    }

    WorldCheck skew() {
        Map<String, Long> first = new HashMap<>();
        east.bosses().forEach(row -> first.put(row.id(), row.spawnedMillis()));
        long most = west.bosses().stream()
                .filter(row -> first.containsKey(row.id()))
                .mapToLong(row -> Math.abs(row.spawnedMillis() - first.getOrDefault(row.id(), 0L)))
                .max()
                .orElse(0);
        return new WorldCheck(Name.SKEW, most + " ms at most", most < MOST_SKEW_MILLIS);
    }

    WorldCheck sameEnd() {
        Set<String> onlyOne = new TreeSet<>(east.slain());
        onlyOne.removeAll(west.slain());
        List<String> wrong = onlyOne.stream()
                .filter(west.ids()::contains)
                .map(boss -> boss + " is dead on east and lives on west")
                .toList();
        return new WorldCheck(
                Name.SAME_END,
                wrong.isEmpty() ? east.slain().size() + " dead" : wrong.size() + ": " + brief(wrong),
                wrong.isEmpty());
    }

    WorldCheck rewardOnce() {
        List<String> doubled = new ArrayList<>();
        Map<String, Long> paid = paid();
        paid.forEach((reward, times) -> {
            if (times > 1) {
                doubled.add(reward + " got it " + times + "x");
            }
        });
        Set<String> missing = missing();
        String found = paid.size() + " paid, " + doubled.size() + " doubled, " + missing.size() + " missing";
        List<String> wrong = new ArrayList<>(doubled);
        missing.forEach(reward -> wrong.add(reward + " got nothing"));
        return new WorldCheck(Name.REWARD_ONCE, wrong.isEmpty() ? found : found + ": " + brief(wrong), wrong.isEmpty());
    }

    private boolean hasSameEnd() {
        return new HashSet<>(east.slain()).equals(new HashSet<>(west.slain()));
    }

    /** Due is a reward for a hit on a boss that is dead where its hit points are counted. */
    private Set<String> missing() {
        Set<String> dead = new HashSet<>(east.slain());
        Map<String, Long> paid = paid();
        Set<String> missing = new TreeSet<>();
        for (String hit : told) {
            if (dead.contains(hit.substring(0, hit.indexOf(':'))) && !paid.containsKey(hit)) {
                missing.add(hit);
            }
        }
        return missing;
    }

    private Map<String, Long> paid() {
        Map<String, Long> paid = new HashMap<>(east.rewards());
        west.rewards().forEach((reward, times) -> paid.merge(reward, times, Long::sum));
        return paid;
    }

    private static long rows(ShardBooks shard, String boss) {
        return shard.bosses().stream().map(BossRow::id).filter(boss::equals).count();
    }

    private static String brief(List<String> wrong) {
        return String.join("; ", wrong.subList(0, Math.min(SHOWN, wrong.size()))) + (wrong.size() > SHOWN ? "; …" : "");
    }
}
