package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.bluemarble.chaos.spi.DirectCallers;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What code that knows its driver or pool may do with wrapped objects. */
class WrapperConformanceTest {

    private final TestDatabase database = TestDatabase.h2Embedded();
    private final Chaos chaos = Chaos.create("conformance");
    private HikariDataSource pool;
    private DataSource dataSource;

    @BeforeEach
    void open() {
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        dataSource = ChaosDataSource.wrap(pool, chaos);
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        chaos.close();
        database.close();
    }

    @Test
    void wrapping_isNotedAtEveryPointThatItsCallsPass() {
        assertThat(DirectCallers.lines())
                .contains(
                        "jdbc.commit: objects wrapped by ChaosDataSource",
                        "jdbc.execute: objects wrapped by ChaosDataSource",
                        "jdbc.rollback: objects wrapped by ChaosDataSource",
                        "pool.acquire: objects wrapped by ChaosDataSource");
    }

    @Test
    void dataSource_unwrapsToThePoolAndClosesIt() throws Exception {
        assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(pool);
        assertThat(dataSource.unwrap(DataSource.class)).isSameAs(dataSource);

        ((Closeable) dataSource).close();

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void connection_unwrapsThroughThePoolToTheDriver() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(JdbcDataSource.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(JdbcDataSource.class)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void pooledConnection_tellsAPoolOfItselfAndOnlyWhileItListens() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database.url());
        PooledConnection pooled =
                ChaosDataSource.wrap((ConnectionPoolDataSource) source, chaos).getPooledConnection();
        List<Object> closed = new ArrayList<>();
        ConnectionEventListener listener = new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                closed.add(event.getSource());
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                throw new AssertionError(event.getSQLException());
            }
        };

        pooled.addConnectionEventListener(listener);
        pooled.getConnection().close();
        assertThat(closed).containsExactly(pooled);
        pooled.removeConnectionEventListener(listener);
        pooled.getConnection().close();

        assertThat(closed).hasSize(1);
        pooled.close();
    }

    @Test
    void statement_knowsItsWrappedConnection() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select 1")) {
            assertThat(plain.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void equality_isIdentity() throws SQLException {
        try (Connection one = dataSource.getConnection();
                Connection other = dataSource.getConnection()) {
            assertThat(one).isEqualTo(one).isNotEqualTo(other).hasSameHashCodeAs(one);
            assertThat(one.toString()).startsWith("chaos around ");
        }
    }

    @Test
    void exception_isTheDriversOwn() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select nonsense"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NONSENSE");
        }
    }
}
