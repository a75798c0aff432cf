package org.bluemarble.sample.game.economy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.bluemarble.sample.game.Books;
import org.bluemarble.sample.game.economy.Outcome.Fail;
import org.bluemarble.sample.game.economy.Outcome.Ok;
import org.bluemarble.sample.game.economy.Outcome.Unknown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the correct economy promises, on every database. */
abstract class CorrectEconomyContract {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId BERT = new PlayerId("bert");
    private static final TradeTerms SALE = new TradeTerms(ANNA, Stake.ofGold(30), BERT, Stake.ofItem("bert.1"));

    private final UUID opId = UUID.randomUUID();
    private GameDatabase database;
    private FaultyDataSource connections;
    private CorrectEconomy economy;
    private Books books;

    abstract String emptyDatabase();

    @BeforeEach
    void twoPlayersEnter() throws Exception {
        String url = emptyDatabase();
        database = GameDatabase.open(DatabaseSettings.of(url, "", ""), ServerKind.CORRECT, new SimpleMeterRegistry());
        connections = new FaultyDataSource(database.pool());
        economy = new CorrectEconomy(connections, new StartingKit(100, 2), new SimpleMeterRegistry());
        books = new Books(url);
        economy.enter(ANNA);
        economy.enter(BERT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void enteringTwice_createsTheCharacterOnce() {
        Outcome again = economy.enter(ANNA);

        assertThat(again).isEqualTo(new Ok("gold=100 items=anna.1,anna.2"));
        books.assertSound();
    }

    @Test
    void trade_movesGoldAndItem() {
        Outcome outcome = economy.trade(opId, SALE);

        assertThat(outcome).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(books.itemsOf("anna")).containsExactly("anna.1", "anna.2", "bert.1");
        assertThat(books.itemsOf("bert")).containsExactly("bert.2");
        books.assertSound();
    }

    @Test
    void tradeWithGoldAndItemsOnBothSides_isNettedAndBalanced() {
        TradeTerms swap = new TradeTerms(ANNA, new Stake(30, "anna.2"), BERT, new Stake(50, "bert.1"));

        Outcome outcome = economy.trade(opId, swap);

        assertThat(outcome).isEqualTo(new Ok("done anna=120 bert=80"));
        assertThat(books.itemsOf("anna")).containsExactly("anna.1", "bert.1");
        assertThat(books.number("select n_legs from trade")).isEqualTo(6);
        books.assertSound();
    }

    @Test
    void sameIdAgain_isAnsweredFromTheStoredResult() {
        economy.trade(opId, SALE);
        economy.trade(UUID.randomUUID(), new TradeTerms(ANNA, Stake.ofGold(10), BERT, Stake.NOTHING));

        Outcome again = economy.trade(opId, SALE);

        assertThat(again).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(books.goldOf("anna")).isEqualTo(60);
        books.assertSound();
    }

    @Test
    void sameIdWithOtherTerms_isRejectedWithoutEffect() {
        economy.trade(opId, SALE);

        Outcome other = economy.trade(opId, new TradeTerms(ANNA, Stake.ofGold(31), BERT, Stake.ofItem("bert.1")));

        assertThat(other)
                .isEqualTo(new Fail("operation " + opId + " was another request; choose a new id for a new request"));
        assertThat(books.goldOf("anna")).isEqualTo(70);
        books.assertSound();
    }

    @Test
    void tooLittleGold_isRefusedForGood() {
        TradeTerms tooMuch = new TradeTerms(ANNA, Stake.ofGold(101), BERT, Stake.NOTHING);
        Outcome refused = economy.trade(opId, tooMuch);
        economy.trade(UUID.randomUUID(), new TradeTerms(BERT, Stake.ofGold(50), ANNA, Stake.NOTHING));

        Outcome again = economy.trade(opId, tooMuch);

        assertThat(refused).isEqualTo(new Fail("refused: anna has not enough gold"));
        assertThat(again).as("anna could pay by now, but has been told no").isEqualTo(refused);
        assertThat(books.goldOf("anna")).isEqualTo(150);
        books.assertSound();
    }

    @Test
    void itemOfSomebodyElse_isRefused() {
        Outcome outcome = economy.trade(opId, new TradeTerms(ANNA, Stake.ofItem("bert.1"), BERT, Stake.ofGold(5)));

        assertThat(outcome).isEqualTo(new Fail("refused: anna does not have bert.1"));
        assertThat(books.itemsOf("bert")).containsExactly("bert.1", "bert.2");
        books.assertSound();
    }

    @Test
    void unknownPlayer_isRefused() {
        Outcome outcome =
                economy.trade(opId, new TradeTerms(ANNA, Stake.ofGold(1), new PlayerId("nobody"), Stake.NOTHING));

        assertThat(outcome).isEqualTo(new Fail("refused: there is no player nobody"));
        books.assertSound();
    }

    @Test
    void refusedOperation_canNoLongerTakeEffect() {
        Outcome refused = economy.refuse(opId, SALE, "the other player did not confirm");

        Outcome late = economy.trade(opId, SALE);

        assertThat(late).isEqualTo(refused).isEqualTo(new Fail("refused: the other player did not confirm"));
        assertThat(books.goldOf("anna")).isEqualTo(100);
        books.assertSound();
    }

    @Test
    void refusingWhatHasCommitted_tellsThatItCommitted() {
        Outcome done = economy.trade(opId, SALE);

        assertThat(economy.refuse(opId, SALE, "too late")).isEqualTo(done);
        books.assertSound();
    }

    @Test
    void recall_findsWhatCommittedAndNothingElse() {
        Optional<Outcome> before = economy.recall(opId, SALE);
        Outcome done = economy.trade(opId, SALE);

        assertThat(before).isEmpty();
        assertThat(economy.recall(opId, SALE)).contains(done);
    }

    @Test
    void concurrentTradesOnTheSameWallets_allTakeEffectOnce() throws Exception {
        List<Outcome> outcomes = concurrently(
                24,
                number -> number % 2 == 0
                        ? economy.trade(UUID.randomUUID(), new TradeTerms(ANNA, Stake.ofGold(3), BERT, Stake.NOTHING))
                        : economy.trade(UUID.randomUUID(), new TradeTerms(BERT, Stake.ofGold(1), ANNA, Stake.NOTHING)));

        assertThat(outcomes).allMatch(Ok.class::isInstance);
        assertThat(books.goldOf("anna")).isEqualTo(100 - 12 * 3 + 12);
        books.assertSound();
    }

    @Test
    void sameOperationConcurrently_takesEffectOnceAndAllAreToldTheSame() throws Exception {
        List<Outcome> outcomes = concurrently(8, number -> economy.trade(opId, SALE));

        assertThat(outcomes).containsOnly(new Ok("done anna=70 bert=130"));
        books.assertSound();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitFault.class,
            names = {"LOST_REQUEST", "LOST_ACK", "LATE_COMMIT"})
    void commitInDoubt_isResolvedToExactlyOnce(CommitFault fault) {
        connections.arm(fault, 1);

        Outcome outcome = economy.trade(opId, SALE);

        assertThat(connections.hasFired()).isTrue();
        assertThat(outcome).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(economy.trade(opId, SALE)).isEqualTo(outcome);
        assertThat(books.goldOf("anna")).isEqualTo(70);
        books.assertSound();
    }

    @Test
    void lyingCommit_isBelieved_becauseNoServerCanKnowBetter() {
        connections.arm(CommitFault.LYING_COMMIT, 1);

        Outcome outcome = economy.trade(opId, SALE);

        assertThat(outcome).isEqualTo(new Ok("done anna=70 bert=130"));
        assertThat(books.goldOf("anna")).isEqualTo(100);
        books.assertSound();
    }

    @Test
    void resetShard_isEmptyAndCanBePlayedAgain() throws Exception {
        economy.trade(opId, SALE);

        Schema.reset(database.pool());

        assertThat(books.number("select count(*) from ledger")).isZero();
        assertThat(economy.enter(ANNA)).isEqualTo(new Ok("gold=100 items=anna.1,anna.2"));
        assertThat(economy.recall(opId, SALE)).isEmpty();
        books.assertSound();
    }

    @Test
    void databaseAway_isUnknownAndNeverFail() {
        database.close();

        assertThat(economy.trade(opId, SALE)).isInstanceOf(Unknown.class);
        assertThat(economy.refuse(opId, SALE, "expired")).isInstanceOf(Unknown.class);
        assertThat(economy.recall(opId, SALE)).containsInstanceOf(Unknown.class);
        assertThat(economy.bag(ANNA)).isInstanceOf(Unknown.class);
        assertThat(economy.enter(ANNA)).isInstanceOf(Unknown.class);
        books.assertSound();
    }

    private static List<Outcome> concurrently(int times, IntFunction<Outcome> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (int number = 0; number < times; number++) {
                int mine = number;
                futures.add(threads.submit(() -> work.apply(mine)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get(60, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
