package org.bluemarble.sample.game.economy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.TestDatabases;
import org.bluemarble.sample.game.economy.Outcome.Fail;
import org.bluemarble.sample.game.economy.Outcome.Ok;
import org.bluemarble.sample.game.economy.ShardMessage.BossHurt;
import org.bluemarble.sample.game.economy.ShardMessage.BossSlain;
import org.bluemarble.sample.game.economy.ShardMessage.BossSpawned;
import org.bluemarble.sample.game.economy.ShardMessage.RewardDue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Right as long as messages arrive once and in order; these are the mistakes that the experiments must find. */
final class NaiveBossesTest {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId WILL = new PlayerId("will");

    private final List<ShardMessage> sent = new ArrayList<>();
    private GameDatabase database;
    private NaiveBosses east;
    private NaiveBosses west;
    private Books books;

    @BeforeEach
    void aPlayerEnters() throws Exception {
        String url = TestDatabases.postgres();
        database = GameDatabase.open(DatabaseSettings.of(url, "", ""), ServerKind.NAIVE, new SimpleMeterRegistry());
        database.prepareForWorld(ServerKind.NAIVE);
        WorldRole role = new WorldRole("east", "west", true, 2 * Bosses.DAMAGE, 50);
        east = new NaiveBosses(database.pool(), role, sent::add);
        west = new NaiveBosses(database.pool(), new WorldRole("west", "east", false, 0, 0), sent::add);
        new NaiveEconomy(database.pool(), new StartingKit(100, 1), new SimpleMeterRegistry()).enter(ANNA);
        books = new Books(url);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void withoutFault_everybodyWhoHitTheBossIsRewardedOnce() {
        east.summon();
        String boss = ((BossSpawned) sent.get(0)).boss();

        assertThat(east.hit(UUID.randomUUID(), ANNA)).isEqualTo(new Ok("hit " + boss));
        east.receive(new BossHurt(0, boss, WILL, Bosses.DAMAGE));
        east.receive(new BossHurt(0, boss, WILL, Bosses.DAMAGE));

        assertThat(sent)
                .containsExactly(
                        new BossSpawned(0, boss, 20), new RewardDue(0, boss, WILL, 50), new BossSlain(0, boss));
        assertThat(books.goldOf("anna")).isEqualTo(150);
        assertThat(east.hit(UUID.randomUUID(), ANNA)).isEqualTo(new Fail("there is no boss"));
        books.assertSound();
    }

    @Test
    void messagesThatComeTwice_doubleRewardsAndBosses() {
        RewardDue due = new RewardDue(0, "boss-1", ANNA, 50);
        BossSpawned spawned = new BossSpawned(0, "boss-1", 20);
        west.receive(due);
        west.receive(due);
        west.receive(spawned);
        west.receive(spawned);

        assertThat(books.goldOf("anna")).isEqualTo(200);
        assertThat(books.number("select count(*) from boss")).isEqualTo(2);
        assertThat(books.problems()).anyMatch(problem -> problem.startsWith("leg twice: "));
    }

    @Test
    void endThatOvertakesTheComing_leavesABossThatLivesForEver() {
        west.receive(new BossSlain(0, "boss-1"));
        west.receive(new BossSpawned(0, "boss-1", 20));

        assertThat(west.hit(UUID.randomUUID(), ANNA)).isEqualTo(new Ok("hit boss-1"));
        assertThat(books.number("select count(*) from boss where state = 'ALIVE'"))
                .isEqualTo(1);
    }
}
