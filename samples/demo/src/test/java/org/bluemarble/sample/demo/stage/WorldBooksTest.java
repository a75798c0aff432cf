package org.bluemarble.sample.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluemarble.sample.demo.result.WorldCheck;
import org.bluemarble.sample.demo.result.WorldCheck.Name;
import org.bluemarble.sample.demo.stage.ShardBooks.BossRow;
import org.junit.jupiter.api.Test;

final class WorldBooksTest {
    private static final BossRow DEAD = new BossRow("boss-1", true, 1_000);
    private static final BossRow DEAD_A_BIT_LATER = new BossRow("boss-1", true, 1_200);

    private static WorldBooks books(List<BossRow> east, List<BossRow> west, Map<String, Long> paidOnWest) {
        return new WorldBooks(
                new ShardBooks(east, Map.of("boss-1:e1", 1L), 0),
                new ShardBooks(west, paidOnWest, 0),
                Set.of("boss-1:e1", "boss-1:w1"));
    }

    @Test
    void bossOnBothShardsAndEverybodyPaid_holdsAndIsComplete() {
        WorldBooks whole = books(List.of(DEAD), List.of(DEAD_A_BIT_LATER), Map.of("boss-1:w1", 1L));

        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.bossOnce()).isEqualTo(new WorldCheck(Name.BOSS_ONCE, "1 bosses", true));
        assertThat(whole.skew()).isEqualTo(new WorldCheck(Name.SKEW, "200 ms at most", true));
        assertThat(whole.sameEnd()).isEqualTo(new WorldCheck(Name.SAME_END, "1 dead", true));
        assertThat(whole.rewardOnce())
                .isEqualTo(new WorldCheck(Name.REWARD_ONCE, "2 paid, 0 doubled, 0 missing", true));
    }

    @Test
    void rewardPaidTwice_isDoubled() {
        WorldBooks doubled = books(List.of(DEAD), List.of(DEAD), Map.of("boss-1:w1", 2L));

        assertThat(doubled.rewardOnce())
                .isEqualTo(
                        new WorldCheck(Name.REWARD_ONCE, "2 paid, 1 doubled, 0 missing: boss-1:w1 got it 2x", false));
        assertThat(doubled.isComplete()).as("nothing is missing").isTrue();
    }

    @Test
    void rewardNotPaid_isMissing() {
        WorldBooks missing = books(List.of(DEAD), List.of(DEAD), Map.of());

        assertThat(missing.rewardOnce())
                .isEqualTo(
                        new WorldCheck(Name.REWARD_ONCE, "1 paid, 0 doubled, 1 missing: boss-1:w1 got nothing", false));
        assertThat(missing.isComplete()).isFalse();
    }

    @Test
    void bossThatNeverCameOrCameTwice_isNamed() {
        assertThat(books(List.of(DEAD), List.of(), Map.of()).bossOnce())
                .isEqualTo(new WorldCheck(Name.BOSS_ONCE, "1 of 1: boss-1 1x on east, 0x on west", false));
        assertThat(books(List.of(DEAD), List.of(DEAD, DEAD_A_BIT_LATER), Map.of())
                        .bossOnce())
                .isEqualTo(new WorldCheck(Name.BOSS_ONCE, "1 of 1: boss-1 1x on east, 2x on west", false));
    }

    @Test
    void bossThatLivesOnOnOneShard_isNamed() {
        WorldBooks zombie = books(List.of(DEAD), List.of(new BossRow("boss-1", false, 1_000)), Map.of("boss-1:w1", 1L));

        assertThat(zombie.sameEnd())
                .isEqualTo(new WorldCheck(Name.SAME_END, "1: boss-1 is dead on east and lives on west", false));
        assertThat(zombie.isComplete()).isFalse();
    }

    @Test
    void fiveSecondsApart_isTooFar() {
        WorldBooks late = books(List.of(DEAD), List.of(new BossRow("boss-1", true, 6_000)), Map.of());

        assertThat(late.skew()).isEqualTo(new WorldCheck(Name.SKEW, "5000 ms at most", false));
    }

    @Test
    void messageNotAcknowledged_isNotComplete() {
        ShardBooks quiet = new ShardBooks(List.of(DEAD), Map.of(), 0);
        ShardBooks waiting = new ShardBooks(List.of(DEAD), Map.of(), 1);

        assertThat(new WorldBooks(quiet, waiting, Set.of()).isComplete()).isFalse();
        assertThat(new WorldBooks(waiting, quiet, Set.of()).isComplete()).isFalse();
        assertThat(new WorldBooks(quiet, quiet, Set.of()).isComplete()).isTrue();
    }
}
