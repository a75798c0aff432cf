package org.bluemarble.sample.game.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.TestDatabases;
import org.bluemarble.sample.game.economy.Outcome.Fail;
import org.bluemarble.sample.game.economy.Outcome.Ok;
import org.bluemarble.sample.game.start.CannotStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The naive economy is right without faults, survives a lost request, and breaks by everything else. */
final class NaiveEconomyTest {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId BERT = new PlayerId("bert");
    private static final TradeTerms SALE = new TradeTerms(ANNA, Stake.ofGold(30), BERT, Stake.ofItem("bert.1"));
    private static final int FIRST_COMMIT = 1;
    private static final int SECOND_COMMIT = 2;

    private final UUID opId = UUID.randomUUID();
    private String url;
    private GameDatabase database;
    private FaultyDataSource connections;
    private NaiveEconomy economy;
    private Books books;

    @BeforeEach
    void twoPlayersEnter() throws Exception {
        url = TestDatabases.postgres();
        database = GameDatabase.open(DatabaseSettings.of(url, "", ""), ServerKind.NAIVE, new SimpleMeterRegistry());
        connections = new FaultyDataSource(database.pool());
        economy = restarted();
        books = new Books(url);
        economy.enter(ANNA);
        economy.enter(BERT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void withoutFault_everythingHolds() {
        Outcome done = economy.trade(opId, SALE);
        Outcome again = economy.trade(opId, SALE);
        Outcome refused =
                economy.trade(UUID.randomUUID(), new TradeTerms(ANNA, Stake.ofGold(71), BERT, Stake.ofItem("bert.2")));

        assertThat(done).isEqualTo(new Ok("done anna=70 bert=130")).isEqualTo(again);
        assertThat(refused).isEqualTo(new Fail("anna has not enough gold"));
        assertThat(books.itemsOf("anna")).containsExactly("anna.1", "anna.2", "bert.1");
        books.assertSound();
    }

    @Test
    void lostRequestAtTheFirstCommit_isRetriedToExactlyOnce() {
        connections.arm(CommitFault.LOST_REQUEST, FIRST_COMMIT);

        Outcome outcome = economy.trade(opId, SALE);

        assertThat(connections.hasFired()).isTrue();
        assertThat(outcome).isEqualTo(new Ok("done anna=70 bert=130"));
        books.assertSound();
    }

    @Test
    void lostAckAtTheFirstCommit_doublesItemAndGold() {
        connections.arm(CommitFault.LOST_ACK, FIRST_COMMIT);

        Outcome outcome = economy.trade(opId, SALE);

        assertThat(outcome).as("nobody notices").isInstanceOf(Ok.class);
        assertThat(books.itemsOf("anna")).containsExactly("anna.1", "anna.2", "bert.1", "bert.1");
        assertThat(books.problems())
                .contains("gold is 230 but 200 was minted", "item twice: bert.1", "leg twice: " + opId);
    }

    @Test
    void lostAckAtTheSecondCommit_takesTwice() {
        connections.arm(CommitFault.LOST_ACK, SECOND_COMMIT);

        economy.trade(opId, SALE);

        assertThat(books.problems()).contains("gold is 170 but 200 was minted", "leg twice: " + opId);
    }

    @Test
    void lateCommit_meetsItsOwnRetry() {
        connections.arm(CommitFault.LATE_COMMIT, FIRST_COMMIT);

        economy.trade(opId, SALE);

        Awaitility.await("both tries have committed")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(books.problems())
                        .contains("gold is 230 but 200 was minted", "item twice: bert.1", "leg twice: " + opId));
    }

    @Test
    void lyingCommit_losesHalfATrade() {
        connections.arm(CommitFault.LYING_COMMIT, FIRST_COMMIT);

        Outcome outcome = economy.trade(opId, SALE);

        assertThat(outcome).isInstanceOf(Ok.class);
        assertThat(books.problems()).contains("gold is 170 but 200 was minted", "item lost: bert.1");
    }

    @Test
    void crashBetweenTheCommits_leavesBothWithBoth_andTheRetryMakesItWorse() {
        NaiveTrade firstHalf = new NaiveTrade(opId, SALE);
        inOneTransaction(firstHalf::deliver);
        assertThat(books.problems()).contains("gold is 230 but 200 was minted", "item twice: bert.1");

        restarted().trade(opId, SALE);

        assertThat(books.problems()).contains("gold is 230 but 200 was minted", "leg twice: " + opId);
    }

    @Test
    void crashAfterTheSecondCommit_makesTheRetryTradeAgain() {
        TradeTerms gift = new TradeTerms(ANNA, Stake.ofGold(30), BERT, Stake.NOTHING);
        economy.trade(opId, gift);

        Outcome again = restarted().trade(opId, gift);

        assertThat(again).isEqualTo(new Ok("done anna=40 bert=160"));
        assertThat(books.problems()).contains("leg twice: " + opId);
    }

    @Test
    void databaseAway_isCalledAFailure() {
        database.close();

        assertThat(economy.trade(opId, SALE)).isEqualTo(new Fail("database error"));
    }

    @Test
    void databaseOfTheOtherKind_isRefused() {
        assertThatThrownBy(() -> GameDatabase.open(
                        DatabaseSettings.of(url, "", ""), ServerKind.CORRECT, new SimpleMeterRegistry()))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("database belongs to a 'naive' server but this one is 'correct'; use --server naive or give"
                        + " this one a database of its own");
    }

    /** A new incarnation: what was only in memory is gone. */
    private NaiveEconomy restarted() {
        return new NaiveEconomy(connections, new StartingKit(100, 2), new SimpleMeterRegistry());
    }

    private void inOneTransaction(Transactions.Work<?> work) {
        try {
            new Transactions(database.pool()).once(work);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
