package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.bluemarble.chaos.invariants.facts.FactSource;
import org.bluemarble.chaos.invariants.model.Invariant;
import org.bluemarble.chaos.servers.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuiesceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final SessionTag DEAD = new SessionTag.ApplicationName("shard/1");

    private final PostgresServer server = PostgresServer.builder().start();
    private final DriverDataSource source = new DriverDataSource(server.jdbcUrl());
    private final DriverDataSource deadServer = new DriverDataSource(server.jdbcUrl() + "&ApplicationName=shard/1");
    private final SeededEconomy economy = new SeededEconomy(7, 6, 120);
    private final ReferenceDatabase database = new ReferenceDatabase(source);

    @BeforeAll
    void createTables() throws SQLException {
        database.create();
    }

    @BeforeEach
    void fillTables() throws SQLException {
        database.load(economy);
    }

    @AfterEach
    void endLateStatements() throws SQLException {
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'shard/1'");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void statementOfAKilledClient_isEndedBeforeTheVerdict() throws Exception {
        CompletableFuture<String> late = mintGoldAfter(600);

        Report report = quiesce().endSessions(DEAD, LONG).stability(SHORT).check(FactSource.of(economy.facts));

        assertThat(report.verdict()).as(report.toText()).isEqualTo(Verdict.holds());
        assertThat(late.join()).isEqualTo("57P01");
        assertThat(report.outcomes().inDoubtRunning()).isZero();
    }

    @Test
    void statementOfAKilledClient_isWaitedForWhereItShallBeJudged() throws Exception {
        CompletableFuture<String> late = mintGoldAfter(1);

        Report report = quiesce().awaitSessions(DEAD, LONG).stability(SHORT).check(FactSource.of(economy.facts));

        assertThat(late.join()).isEqualTo("done");
        assertThat(report.violations()).extracting(Violation::invariant).containsExactly(Invariant.I1);
    }

    @Test
    void sessionsThatDoNotEndInTime_leaveTheVerdictUnknown() throws Exception {
        CompletableFuture<String> late = mintGoldAfter(600);

        Report report = quiesce().awaitSessions(DEAD, SHORT).check(FactSource.of(economy.facts));

        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .contains(
                                        "not at rest: step 'wait for the sessions with application name shard/1' was not done"
                                                + " within 200 ms"));
        assertThat(report.outcomes().inDoubtRunning()).isPositive();
        quiesce().endSessions(DEAD, LONG).stability(SHORT).check(FactSource.of(economy.facts));
        assertThat(late.join()).isEqualTo("57P01");
    }

    @Test
    void stateThatStillMoves_isUnknownEvenWhereEverythingAddsUp() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger moves = new AtomicInteger();
        CompletableFuture<Void> mover = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                run("update wallet set gold = case acct when 'p0' then gold - 1 else gold + 1 end"
                        + " where acct in ('p0', 'p1')");
                moves.incrementAndGet();
                // So slowly that the gold of p0 lasts: a debt would be another verdict.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            }
        });
        Awaitility.await("gold moves").atMost(LONG).until(() -> moves.get() > 0);

        Report report = quiesce().stability(Duration.ofSeconds(5)).check(FactSource.of(economy.facts));
        stop.set(true);
        mover.join();

        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .contains("still moving: the state changed within 5000 ms of rest"));
    }

    @Test
    void clientsThatAreStillTold_areStillMoving() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        FactSource growing = () -> {
            int known = economy.facts.size() - (openings.getAndIncrement() == 0 ? 4 : 0);
            return FactSource.of(economy.facts.subList(0, known)).open();
        };

        Report report = quiesce().stability(SHORT).check(growing);

        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .contains("still moving: clients were told something within 200 ms of rest"));
    }

    @Test
    void steps_areTakenInOrderAndWaitedFor() throws Exception {
        List<String> taken = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();

        Report report = quiesce()
                .step("fence", LONG, () -> taken.add("fence"))
                .step("restart", LONG, () -> taken.add("restart"))
                .await("clients settle", LONG, () -> asked.incrementAndGet() == 3)
                .stability(SHORT)
                .check(FactSource.of(economy.facts));

        assertThat(report.verdict()).isEqualTo(Verdict.holds());
        assertThat(taken).containsExactly("fence", "restart");
        assertThat(asked).hasValue(3);
    }

    @Test
    void stepThatFails_keepsViolationsAndLosesEverythingThatHolds() throws Exception {
        database.execute("delete from item where id = 'relic'");
        AtomicBoolean laterStep = new AtomicBoolean();

        Report report = quiesce()
                .step("restart", LONG, () -> {
                    throw new IllegalStateException("port taken");
                })
                .step("settle", LONG, () -> laterStep.set(true))
                .check(FactSource.of(economy.facts));

        assertThat(report.violations()).extracting(Violation::invariant).containsExactly(Invariant.I6);
        assertThat(report.findings()).noneMatch(finding -> finding.verdict().equals(Verdict.holds()));
        assertThat(report.toText())
                .contains("not at rest: step 'restart' failed: java.lang.IllegalStateException: port taken");
        assertThat(laterStep).isFalse();
    }

    @Test
    void stepThatHangs_isInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);

        Report report = quiesce()
                .step("settle", SHORT, () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException asked) {
                        interrupted.countDown();
                        throw asked;
                    }
                })
                .check(FactSource.of(economy.facts));

        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(report.toText()).contains("not at rest: step 'settle' was not done within 200 ms");
    }

    @Test
    void databaseThatStaysDown_isUnknownAndNotAnError() throws Exception {
        DriverDataSource nobody = new DriverDataSource("jdbc:postgresql://127.0.0.1:1/x?user=x");

        Report report =
                Quiesce.before(checker(), nobody).endSessions(DEAD, LONG).check(FactSource.of(economy.facts));

        assertThat(report.findings())
                .hasSize(9)
                .allSatisfy(finding -> assertThat(finding.verdict().word()).isEqualTo("unknown"));
    }

    @Test
    void settingsOutOfRange_areRefused() {
        assertThatThrownBy(() -> quiesce().stability(Duration.ofMillis(-1)))
                .hasMessage("stability was PT-0.001S but must not be negative");
        assertThatThrownBy(() -> quiesce().step("restart", Duration.ZERO, () -> {}))
                .hasMessage("timeout of step 'restart' was PT0S but must be longer than nothing");
        assertThatThrownBy(() -> checker().withWitnesses(0))
                .hasMessage("witnesses was 0 but must lie between 1 and 1,000");
        assertThatThrownBy(() -> checker().withQueryTimeout(Duration.ofMillis(10)))
                .hasMessage("query timeout was PT0.01S but must be at least a second");
    }

    private EconomyChecker checker() {
        return EconomyChecker.of(ReferenceDatabase.mapping(economy));
    }

    private Quiesce quiesce() {
        return Quiesce.before(checker(), source);
    }

    /** A statement of a server that is dead already: it runs in the database alone, and mints gold in the end. */
    private CompletableFuture<String> mintGoldAfter(int seconds) {
        CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
            try (Connection connection = deadServer.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("do $$ begin perform pg_sleep(" + seconds
                        + "); update wallet set gold = gold + 1 where acct = 'p0'; end $$");
                return "done";
            } catch (SQLException ended) {
                return ended.getSQLState();
            }
        });
        Awaitility.await("the late statement runs")
                .atMost(LONG)
                .until(() -> count("select count(*) from"
                                + " pg_stat_activity where application_name = 'shard/1' and state = 'active'")
                        == 1);
        return end;
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String sql) {
        try {
            database.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
