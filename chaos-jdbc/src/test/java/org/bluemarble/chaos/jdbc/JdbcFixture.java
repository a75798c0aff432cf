package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.InjectedFault;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A database server of its own, HikariCP before it, and a way for faults to get in. The contract on them is a chain of
 * classes, each with one subject, so that a driver's test starts its server once for all of them; the last is
 * {@link JdbcFaultContract}. The server's state is read by a connection of the test's own, outside the engine's scope and
 * with nothing armed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcFixture {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Way way;
    private TestDatabase database;
    private HikariDataSource pool;
    private DataSource dataSource;
    private long problemsBefore;

    abstract TestDatabase startDatabase() throws Exception;

    abstract DatabaseFacts facts();

    /** How faults get into the calls of this class. */
    final Way way() {
        return way;
    }

    Way newWay() {
        return Way.library();
    }

    @BeforeAll
    final void startServer() throws Exception {
        way = newWay();
        database = startDatabase();
        database.execute(
                "create table wallet (acct varchar(20) primary key, gold int not null)",
                "create table other (id int primary key)");
    }

    @AfterAll
    final void stopServer() throws Exception {
        database.close();
    }

    @BeforeEach
    final void openPool() throws SQLException {
        problemsBefore = InternalProblems.count();
        database.execute("delete from wallet", "delete from other", "insert into wallet values ('bob', 100)");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        config.setPoolName("contract");
        pool = new HikariDataSource(config);
        dataSource = way.around(pool);
    }

    @AfterEach
    final void closePool() {
        way.chaos().disarmAll();
        pool.close();
        assertThat(InternalProblems.count()).as("problems of our own").isEqualTo(problemsBefore);
    }

    final ArmedRule arm(String rule) {
        return way.chaos().arm("contract: " + rule + " ttl=1m");
    }

    final Connection transaction() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    final HikariDataSource pool() {
        return pool;
    }

    final DataSource dataSource() {
        return dataSource;
    }

    final TestDatabase database() {
        return database;
    }

    static void give(Connection connection, int gold) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update wallet set gold = gold + ? where acct = 'bob'")) {
            update.setInt(1, gold);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Read from outside. */
    final int gold() {
        try {
            return database.number("select gold from wallet where acct = 'bob'");
        } catch (SQLException e) {
            throw new AssertionError("the outside look at the database failed", e);
        }
    }

    static SQLException failureOf(Failing action) {
        SQLException failure = catchThrowableOfType(SQLException.class, action::run);
        assertThat((Throwable) failure).as("the caller's failure").isNotNull();
        return failure;
    }

    @FunctionalInterface
    interface Failing {
        void run() throws SQLException;
    }

    final void assertLost(SQLException failure) {
        assertThat(facts().lostState()).contains(failure.getSQLState());
        assertInjected(failure);
    }

    static void assertInjected(Throwable failure) {
        assertThat(List.of(failure.getSuppressed())).hasAtLeastOneElementOfType(InjectedFault.class);
    }

    static void assertFired(ArmedRule rule, int times) {
        assertThat(rule.counters().injected()).as("injections of " + rule).isEqualTo(times);
        assertThat(rule.counters().cancelled())
                .as("injections that were called off")
                .isZero();
    }

    /** The fault was decided and could not act, which was said; the call passed as if there were no rule. */
    final void assertRefused(ArmedRule rule, String reason) {
        assertThat(rule.counters().injected()).isEqualTo(1);
        assertThat(rule.counters().cancelled()).as("called off").isEqualTo(1);
        assertThat(rule.counters().done()).isZero();
        assertThat(way().chaos().events())
                .filteredOn(event ->
                        event.kind() == ChaosEvent.Kind.REFUSED && rule.id().equals(event.rule()))
                .last()
                .extracting(ChaosEvent::text)
                .asString()
                .contains(reason);
    }

    /** The call waits for its rule's end, and then goes on. */
    static <T> T releasedByDisarming(ArmedRule rule, Callable<T> call) throws Exception {
        CompletableFuture<T> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return call.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await("the call waits").atMost(PATIENCE).until(() -> rule.counters().waiting() == 1);
        assertThat(waiting).isNotDone();
        rule.disarm();
        return waiting.get(30, TimeUnit.SECONDS);
    }

    /** The pool gives a connection that works, and its work is durable. */
    final void assertPoolWorks() throws SQLException {
        forgetBrokenConnections();
        int before = gold();
        try (Connection connection = transaction()) {
            give(connection, 1);
            connection.commit();
        }
        assertThat(gold()).isEqualTo(before + 1);
    }

    /** HikariCP does not know H2's errors: the pool hands out what was lost until it is half a second old. */
    final void forgetBrokenConnections() {
        if (!facts().evicts()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** The server needs a moment to notice that a client has gone. */
    final int goldAfterTheSessionIsGone(int expected) {
        await("the server has dealt with the lost session").atMost(PATIENCE).until(() -> gold() == expected);
        return gold();
    }

    /** Closing what was lost may fail where the pool does not evict. */
    final void closeLost(Connection connection) throws SQLException {
        try {
            connection.close();
        } catch (SQLException lost) {
            assertThat(facts().evicts()).isFalse();
        }
    }

    /** A rule that counts what it selects and disturbs nothing. */
    final ArmedRule counting(String point) {
        return counting("contract", point);
    }

    final ArmedRule counting(String id, String point) {
        return way().chaos().arm(id + ": " + point + " latency 1ms nth=1000000 ttl=1m");
    }

    static long selected(ArmedRule rule) {
        return rule.counters().selected();
    }
}
