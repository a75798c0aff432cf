package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver whose insides are not known: what JDBC itself offers works, the rest is refused by name and the call passes. */
class UnknownDriverTest {

    private final TestDatabase database = TestDatabase.h2Embedded();
    private final Chaos chaos = Chaos.builder("unknown-driver")
            .ceiling(Ceiling.DEFAULT.allowing("lying-commit"))
            .build();
    private DataSource dataSource;

    @BeforeEach
    void open() throws Exception {
        database.execute("create table wallet (gold int)", "insert into wallet values (100)");
        dataSource = ChaosDataSource.wrap(hidden(DataSource.class, database, null), chaos);
    }

    @AfterEach
    void close() throws Exception {
        chaos.close();
        database.close();
    }

    /** The same object behind a class of nobody's, which unwraps to nothing. */
    private static <T> T hidden(Class<T> type, Object real, Object owner) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals("isWrapperFor")) {
                return false;
            }
            if (owner != null && method.getName().equals("getConnection")) {
                return owner;
            }
            try {
                Object result = method.invoke(real, arguments);
                if (result instanceof Connection) {
                    return hidden(Connection.class, result, null);
                }
                return result instanceof Statement ? hidden(Statement.class, result, self) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private int gold() throws SQLException {
        return database.number("select gold from wallet");
    }

    private static void give(Connection connection, int gold) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update wallet set gold = gold + " + gold);
        }
    }

    @Test
    void errorAtCommit_isAnSqlExceptionWithTheStandardsState() throws SQLException {
        ArmedRule rule = chaos.arm("x: jdbc.commit[kind=explicit] exception serialization-failure limit=1");

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            give(connection, 5);
            SQLException failure = catchThrowableOfType(SQLException.class, connection::commit);

            assertThat(failure.getSQLState()).isEqualTo("40001");
        }
        assertThat(gold()).isEqualTo(100);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @Test
    void lyingCommit_works() throws SQLException {
        ArmedRule rule = chaos.arm("x: jdbc.commit[kind=explicit] lying-commit limit=1");

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            give(connection, 5);
            connection.commit();
        }

        assertThat(gold()).isEqualTo(100);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-request", "lost-ack", "late-commit", "killed-after-commit"})
    void faultOfTheSession_isRefusedAndTheCommitPasses(String fault) throws SQLException {
        ArmedRule rule = chaos.arm("x: jdbc.commit[kind=explicit] " + fault + " limit=1");

        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            give(connection, 5);
            connection.commit();
        }

        assertRefused(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-request", "lost-ack", "late-commit"})
    void faultOfTheSession_isRefusedAndTheAutoCommitPasses(String fault) throws SQLException {
        ArmedRule rule = chaos.arm("x: jdbc.commit[kind=auto] " + fault + " limit=1");

        try (Connection connection = dataSource.getConnection()) {
            give(connection, 5);

            assertThat(connection.getAutoCommit()).isTrue();
        }

        assertRefused(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exhausted", "former-state isolation"})
    void faultOfThePool_isRefusedAndTheConnectionIsHandedOut(String fault) throws SQLException {
        ArmedRule rule = chaos.arm("x: pool.acquire " + fault + " limit=1");

        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }

        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .extracting(ChaosEvent::text)
                .asString()
                .contains("but this fault knows HikariCP alone; use latency or hang at pool.acquire");
    }

    @Test
    void errorInABatch_isABatchsFailure() throws SQLException {
        ArmedRule rule = chaos.arm("x: jdbc.execute[kind=batch] exception deadlock limit=1");

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("update wallet set gold = 1");
            statement.addBatch("update wallet set gold = 2");
            BatchUpdateException failure =
                    catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());

            assertThat(failure.getSQLState()).isEqualTo("40001");
            assertThat(failure.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
        }
        assertThat(gold()).isEqualTo(100);
        assertThat(rule.counters().done()).isEqualTo(1);
    }

    private void assertRefused(ArmedRule rule) throws SQLException {
        assertThat(gold()).isEqualTo(105);
        assertThat(rule.counters().cancelled()).isEqualTo(1);
        assertThat(rule.counters().done()).isZero();
        assertThat(chaos.events())
                .filteredOn(event -> event.kind() == ChaosEvent.Kind.REFUSED)
                .singleElement()
                .extracting(ChaosEvent::text)
                .asString()
                .contains("must be pgjdbc, MariaDB Connector/J, MySQL Connector/J or H2 for this fault");
    }
}
