package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must let the checker see: nothing wrong in a healthy economy, and exactly what is broken in others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CheckerContract {

    private static final long SEED = 20261121;

    /** Told to have failed, in every history; one corruption lets it take effect. */
    private static final Fact LATE = new Fact(Instant.EPOCH, "late-1", "gift", FactOutcome.FAIL, "p0", Map.of());

    private ReferenceDatabase database;

    abstract DataSource dataSource();

    @BeforeAll
    void createTables() throws Exception {
        database = new ReferenceDatabase(dataSource());
        database.create();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void healthyEconomyWithOperationsInDoubt_holds(long seed) throws Exception {
        SeededEconomy economy = new SeededEconomy(seed, 6, 120);
        database.load(economy);

        Report report = check(economy);

        assertThat(report.verdict()).as("seed %s%n%s", seed, report.toText()).isEqualTo(Verdict.holds());
        assertThat(report.findings()).hasSize(Invariant.values().length);
        assertThat(report.outcomes().acknowledged()).isPositive();
        assertThat(report.outcomes().inDoubtApplied()).isPositive();
        assertThat(report.outcomes().inDoubtAbsent()).isPositive();
        assertThat(report.outcomes().inDoubtRunning()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void plantedCorruption_breaksExactlyItsInvariants(Corruption corruption) throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 60);
        database.load(economy);
        database.execute(corruption.statements);

        Report report = check(economy);

        assertThat(violated(report)).as(report.toText()).isEqualTo(corruption.broken);
        assertThat(report.violations().stream()
                        .flatMap(violation -> violation.witnesses().stream())
                        .map(Witness::words))
                .as(report.toText())
                .anyMatch(words -> words.contains(corruption.witness));
        assertThat(report.violations())
                .allSatisfy(violation -> assertThat(violation.count()).isPositive());
    }

    @Test
    void operationIdsThatDifferOnlyInCaseOrPadding_areDifferentOperations() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 10);
        database.load(economy);
        for (String id : List.of("GIFT-1", "Gift-1", "gift-1 ")) {
            database.execute(
                    "insert into op values ('" + id + "', 'gift', 'x')",
                    "insert into ledger values (1, '" + id + "', 'gold', 'p0', -1, null)",
                    "insert into ledger values (2, '" + id + "', 'gold', 'p1', 1, null)",
                    "update wallet set gold = gold - 1 where acct = 'p0'",
                    "update wallet set gold = gold + 1 where acct = 'p1'");
        }

        assertThat(check(economy).verdict()).isEqualTo(Verdict.holds());
    }

    @Test
    void moreBreachesThanWitnesses_areAllCounted() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 60);
        database.load(economy);
        database.execute("insert into ledger select lsn, op_id, res, holder, delta, item_id from ledger"
                + " where holder not in ('MINT', 'SINK')");

        Report report = EconomyChecker.of(ReferenceDatabase.mapping(economy))
                .withWitnesses(2)
                .check(dataSource(), FactSource.of(economy.facts), Sessions.ENDED);

        Verdict.Violated doubled = (Verdict.Violated) report.verdict(Invariant.I9);
        assertThat(doubled.violations().get(0).count()).isEqualTo(economy.applied.size());
        assertThat(doubled.violations().get(0).witnesses()).hasSize(2);
        assertThat(report.toText()).contains("and " + (economy.applied.size() - 2) + " more");
    }

    @Test
    void refusalsWhileSessionsMayRun_areUnknownUntilQuiesced() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 60);
        database.load(economy);

        Report live =
                EconomyChecker.of(ReferenceDatabase.mapping(economy)).check(dataSource(), FactSource.of(economy.facts));

        assertThat(live.verdict(Invariant.I11)).isInstanceOf(Verdict.Unknown.class);
        assertThat(live.verdict(Invariant.I10)).isEqualTo(Verdict.holds());
        assertThat(live.outcomes().inDoubtRunning()).isPositive();
        assertThat(live.outcomes().inDoubtAbsent()).isZero();
    }

    @Test
    void checkWithoutFacts_leavesOnlyTheFactInvariantsUnknown() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 20);
        database.load(economy);

        Report report = EconomyChecker.of(ReferenceDatabase.mapping(economy)).check(dataSource());

        assertThat(report.findings())
                .filteredOn(finding -> !finding.verdict().equals(Verdict.holds()))
                .extracting(Finding::invariant)
                .containsExactly(Invariant.I10, Invariant.I11);
        assertThat(report.verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void playersWhoPlayDuringTheCheck_raiseNoAlarm() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 20);
        database.load(economy);
        List<Fact> facts = new CopyOnWriteArrayList<>(economy.facts);
        Semaphore turns = new Semaphore(0);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger played = new AtomicInteger();
        CompletableFuture<Void> player = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                turns.acquireUninterruptibly();
                // To and fro, so that nobody runs out of gold.
                int turn = played.incrementAndGet();
                facts.add(giveGold("live-" + turn, "p" + turn % 2, "p" + (turn + 1) % 2));
            }
        });

        for (int i = 0; i < 15; i++) {
            int before = played.get();
            turns.release(40);
            Report report = EconomyChecker.of(ReferenceDatabase.mapping(economy))
                    .check(dataSource(), () -> FactSource.of(facts).open(), Sessions.ENDED);

            assertThat(report.verdict()).as(report.toText()).isEqualTo(Verdict.holds());
            Awaitility.await("players play on").atMost(Duration.ofSeconds(60)).until(() -> played.get() > before);
        }
        stop.set(true);
        turns.release(1_000);
        player.join();
    }

    /** One correct gift: one transaction, and the answer only after it. */
    private Fact giveGold(String id, String from, String to) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update wallet set gold = gold - 1 where acct = '" + from + "'");
            statement.executeUpdate("insert into ledger values (1, '" + id + "', 'gold', '" + from + "', -1, null)");
            statement.executeUpdate("update wallet set gold = gold + 1 where acct = '" + to + "'");
            statement.executeUpdate("insert into ledger values (1, '" + id + "', 'gold', '" + to + "', 1, null)");
            statement.executeUpdate("insert into op values ('" + id + "', 'gift', 'x')");
            connection.commit();
            connection.setAutoCommit(true);
            return new Fact(Instant.EPOCH, id, "gift", FactOutcome.OK, "p0", Map.of());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void twoQueriesOfOneSnapshot_seeTheSameInstant() throws Exception {
        database.load(new SeededEconomy(SEED, 6, 5));
        List<Long> seen = new ArrayList<>();
        Sql sum = Sql.of("select sum(gold) from wallet");

        try (Snapshot snapshot = Snapshot.of(dataSource(), Duration.ofSeconds(60))) {
            snapshot.query(sum, row -> seen.add(row.getLong(1)));
            database.execute("update wallet set gold = gold + 1 where acct = 'p0'");
            snapshot.query(sum, row -> seen.add(row.getLong(1)));
        }
        try (Snapshot later = Snapshot.of(dataSource(), Duration.ofSeconds(60))) {
            later.query(sum, row -> seen.add(row.getLong(1)));
        }

        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0) + 1);
    }

    @Test
    void connectionOfAPool_isGivenBackAsItWas() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 6, 5);
        database.load(economy);
        try (Connection connection = dataSource().getConnection()) {
            int isolation = connection.getTransactionIsolation();
            try (Snapshot snapshot = Snapshot.of(lending(connection), Duration.ofSeconds(60))) {
                Binder.bind(ReferenceDatabase.mapping(economy), snapshot.dialect(), snapshot.connection());
                assertThat(connection.getAutoCommit()).isFalse();
            }

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("update wallet set gold = gold where acct = 'p0'"))
                        .isOne();
            }
        }
    }

    /** A pool of one connection, which stays open when it is given back, so that it can be looked at afterwards. */
    private static DataSource lending(Connection connection) {
        InvocationHandler keptOpen = (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments);
        Object lent = Proxy.newProxyInstance(
                CheckerContract.class.getClassLoader(), new Class<?>[] {Connection.class}, keptOpen);
        InvocationHandler pool = (proxy, method, arguments) -> lent;
        return (DataSource)
                Proxy.newProxyInstance(CheckerContract.class.getClassLoader(), new Class<?>[] {DataSource.class}, pool);
    }

    @Test
    void hundredThousandItems_areJudgedInOnePass() throws Exception {
        SeededEconomy economy = new SeededEconomy(SEED, 1_000, 100, 500);
        database.load(economy);

        database.execute("insert into item values ('item-99999', 'LIVE', 'BAG', 'p7', 1)");

        Report report = check(economy);

        assertThat(economy.places).hasSizeGreaterThanOrEqualTo(100_000);
        assertThat(violated(report)).as(report.toText()).containsExactly(Invariant.I5);
        assertThat(report.findings())
                .filteredOn(finding -> finding.verdict().equals(Verdict.holds()))
                .hasSize(Invariant.values().length - 1);
    }

    private Report check(SeededEconomy economy) throws Exception {
        List<Fact> facts = new ArrayList<>(economy.facts);
        facts.add(LATE);
        return EconomyChecker.of(ReferenceDatabase.mapping(economy))
                .check(dataSource(), FactSource.of(facts), Sessions.ENDED);
    }

    private static Set<Invariant> violated(Report report) {
        return report.violations().stream()
                .map(Violation::invariant)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    }
}
