package org.bluemarble.sample.game.economy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.economy.Outcome.Fail;
import org.bluemarble.sample.game.economy.Outcome.Ok;
import org.bluemarble.sample.game.economy.ShardMessage.BossHurt;
import org.bluemarble.sample.game.economy.ShardMessage.BossSlain;
import org.bluemarble.sample.game.economy.ShardMessage.BossSpawned;
import org.bluemarble.sample.game.economy.ShardMessage.RewardDue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the correct server promises about bosses and about the mail between shards, on every database. */
abstract class CorrectBossesContract {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId WILL = new PlayerId("will");
    private static final WorldRole EAST = new WorldRole("east", "west", true, 2 * Bosses.DAMAGE, 50);
    private static final WorldRole WEST = new WorldRole("west", "east", false, 0, 0);

    private GameDatabase database;
    private FaultyDataSource connections;
    private CorrectEconomy economy;
    private CorrectBosses east;
    private CorrectBosses west;
    private Books books;

    abstract String emptyDatabase();

    @BeforeEach
    void aPlayerEnters() throws Exception {
        String url = emptyDatabase();
        database = GameDatabase.open(DatabaseSettings.of(url, "", ""), ServerKind.CORRECT, new SimpleMeterRegistry());
        database.prepareForWorld(ServerKind.CORRECT);
        database.prepareForWorld(ServerKind.CORRECT);
        connections = new FaultyDataSource(database.pool());
        economy = new CorrectEconomy(database.pool(), new StartingKit(100, 1), new SimpleMeterRegistry());
        east = new CorrectBosses(connections, EAST, new SimpleMeterRegistry());
        west = new CorrectBosses(connections, WEST, new SimpleMeterRegistry());
        books = new Books(url);
        economy.enter(ANNA);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> outbox() {
        return east.after(0, 100).stream().map(ShardMessage::toString).toList();
    }

    private String summoned() {
        east.summon();
        return ((BossSpawned) east.after(0, 1).get(0)).boss();
    }

    @Test
    void summoning_isAnnouncedOnceWhileTheBossLives() {
        String boss = summoned();
        east.summon();

        assertThat(outbox()).containsExactly("spawned 1 " + boss + " 20");
        assertThat(books.number("select count(*) from boss")).isEqualTo(1);
    }

    @Test
    void bossOfTwoShards_everybodyWhoHitItIsRewardedOnce() {
        String boss = summoned();

        assertThat(east.hit(UUID.randomUUID(), ANNA)).isEqualTo(new Ok("hit " + boss));
        assertThat(east.receive(new BossHurt(1, boss, WILL, Bosses.DAMAGE))).hasValue(1);

        assertThat(outbox())
                .containsExactly("spawned 1 " + boss + " 20", "reward 2 " + boss + " will 50", "slain 3 " + boss);
        assertThat(books.goldOf("anna")).isEqualTo(150);
        assertThat(east.hit(UUID.randomUUID(), ANNA)).isEqualTo(new Fail("refused: there is no boss"));
        books.assertSound();
    }

    @Test
    void hitThatComesAfterTheEnd_isRewardedAllTheSameAndOnce() {
        String boss = summoned();
        east.hit(UUID.randomUUID(), ANNA);
        east.hit(UUID.randomUUID(), ANNA);

        east.receive(new BossHurt(1, boss, WILL, Bosses.DAMAGE));
        east.receive(new BossHurt(2, boss, WILL, Bosses.DAMAGE));

        assertThat(outbox())
                .containsExactly("spawned 1 " + boss + " 20", "slain 2 " + boss, "reward 3 " + boss + " will 50");
    }

    @Test
    void messageThatComesTwice_hasItsEffectOnce() {
        RewardDue due = new RewardDue(1, "boss-1", ANNA, 50);

        assertThat(west.receive(due)).hasValue(1);
        assertThat(west.receive(due)).hasValue(1);
        assertThat(west.receive(new RewardDue(2, "boss-1", ANNA, 50)))
                .as("told anew")
                .hasValue(2);

        assertThat(books.goldOf("anna")).isEqualTo(150);
        books.assertSound();
    }

    @Test
    void messageOutOfTurn_hasNoEffect() {
        assertThat(west.receive(new BossSlain(2, "boss-1"))).hasValue(0);
        assertThat(west.receive(new BossSpawned(1, "boss-1", 20))).hasValue(1);

        assertThat(books.number("select count(*) from boss where state = 'ALIVE'"))
                .isEqualTo(1);
        assertThat(west.received()).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitFault.class,
            names = {"LOST_REQUEST", "LOST_ACK", "LATE_COMMIT"})
    void commitOfARewardFails_itIsPaidOnceInTheEnd(CommitFault fault) {
        connections.arm(fault, 1);

        assertThat(west.receive(new RewardDue(1, "boss-1", ANNA, 50))).hasValue(1);

        assertThat(connections.hasFired()).isTrue();
        assertThat(books.goldOf("anna")).isEqualTo(150);
        books.assertSound();
    }

    @Test
    void hitAskedTwice_countsOnce() {
        String boss = summoned();
        UUID opId = UUID.randomUUID();

        assertThat(east.hit(opId, ANNA)).isEqualTo(new Ok("hit " + boss));
        assertThat(east.hit(opId, ANNA)).isEqualTo(new Ok("hit " + boss));

        assertThat(books.number("select hit_points from boss")).isEqualTo(Bosses.DAMAGE);
    }

    @Test
    void hitOnTheOtherShard_isMailedAndForgottenWhenAcknowledged() {
        west.receive(new BossSpawned(1, "boss-1", 20));

        west.hit(UUID.randomUUID(), ANNA);
        west.hit(UUID.randomUUID(), ANNA);
        west.acknowledged(1);

        assertThat(west.after(0, 100)).containsExactly(new BossHurt(2, "boss-1", ANNA, Bosses.DAMAGE));
        assertThat(west.after(2, 100)).isEmpty();
    }
}
