package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.bluemarble.chaos.jdbc.driver.BatchText;
import org.bluemarble.chaos.jdbc.driver.Opener;
import org.bluemarble.chaos.spi.CallHandler;
import org.bluemarble.chaos.spi.OpenCall;
import org.jspecify.annotations.Nullable;

/**
 * What the agent does at the entry of each woven method of a driver or pool. Internal: public only because the agent needs
 * it. The constants say which object the handler is given, and which argument.
 */
public enum JdbcOperation {
    /** {@link Driver#connect}; the argument is an array of URL and {@link Properties}. */
    CONNECT(JdbcOperation::connectDriver),
    /**
     * {@link DataSource#getConnection} and the ways to an {@link javax.sql.XAConnection} or a
     * {@link javax.sql.PooledConnection}, of drivers whose data sources pass their driver by; all arguments.
     */
    CONNECT_SOURCE((self, argument) -> connect((DataSource) self, argument)),
    /** {@link Statement#execute(String)} and its like; the argument is the text. */
    EXECUTE((self, argument) -> interception()
            .execute((Statement) self, StatementKind.PLAIN, session -> new BatchText((String) argument, 1))),
    /** Execution of a prepared or callable statement; no argument. */
    EXECUTE_PREPARED((self, argument) -> prepared((Statement) self)),
    /** {@link Statement#executeBatch()} and its like; no argument. */
    EXECUTE_BATCH((self, argument) -> batch((Statement) self)),
    /** {@link Connection#commit()}; no argument. */
    COMMIT((self, argument) -> interception().commit((Connection) self)),
    /** {@link Connection#rollback()}; no argument. */
    ROLLBACK((self, argument) -> interception().rollback((Connection) self, false)),
    /** {@link Connection#rollback(java.sql.Savepoint)}; no argument. */
    ROLLBACK_TO_SAVEPOINT((self, argument) -> interception().rollback((Connection) self, true)),
    /** {@link Connection#setAutoCommit(boolean)}; the argument is the boolean. */
    SET_AUTO_COMMIT((self, argument) -> interception().setAutoCommit((Connection) self, Boolean.TRUE.equals(argument))),
    /** {@link Connection#isValid(int)} and whatever else a driver asks its server on its own account; no argument. */
    OWN_QUERY((self, argument) -> JdbcInterception.ownQuery()),
    /** {@link XAResource#commit}; the argument is an array of {@link Xid} and whether there is one phase alone. */
    XA_COMMIT((self, argument) -> argument instanceof Object[] given && given.length == 2
            ? interception().xaCommit((XAResource) self, xid(given[0]), Boolean.TRUE.equals(given[1]))
            : null),
    /** {@link XAResource#rollback}; the argument is the {@link Xid}. */
    XA_ROLLBACK((self, argument) -> interception().xaRollback((XAResource) self, xid(argument))),
    /** A pool's method that hands out a connection; the object is HikariCP's pool or data source; no argument. */
    POOL_ACQUIRE((self, argument) -> interception().acquire(self));

    private static final List<String> CALLS = List.of("jdbc.execute", "jdbc.commit", "jdbc.rollback");

    // A function without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Entry entry;

    JdbcOperation(Entry entry) {
        this.entry = entry;
    }

    /** {@return what is done at the method's entry; thread-safe} */
    public CallHandler handler() {
        // Static methods have no object; none of ours is static.
        return (self, argument) -> self == null ? null : entry.enter(self, argument);
    }

    /**
     * {@return the names of the points whose arming makes the handler look at calls: more than those that the call passes,
     * since a transaction is followed from its first statement}
     */
    public List<String> points() {
        return switch (this) {
            case CONNECT, CONNECT_SOURCE -> List.of("jdbc.connect", "jdbc.execute", "jdbc.commit", "jdbc.rollback");
            case POOL_ACQUIRE -> List.of("pool.acquire");
            default -> CALLS;
        };
    }

    /** Says how drivers in named modules are opened. Called once by the agent, before the first call. */
    public static void open(Opener opener) {
        JdbcDrivers.use(opener);
    }

    private static JdbcInterception interception() {
        return Agent.INTERCEPTION;
    }

    private static @Nullable OpenCall connectDriver(Object self, @Nullable Object argument) {
        if (!(argument instanceof Object[] given) || given.length != 2 || given[0] == null) {
            return null;
        }
        Driver driver = (Driver) self;
        String url = (String) given[0];
        if (!accepts(driver, url)) {
            // DriverManager asks one driver after the other.
            return null;
        }
        return interception().connect(() -> driver.connect(url, (Properties) given[1]), ConnectOrigin.of(driver, url));
    }

    /** Whatever the caller asked for: what the server says to a connection, it says to each kind. */
    private static @Nullable OpenCall connect(DataSource source, @Nullable Object argument) {
        Object[] given = argument instanceof Object[] array ? array : new Object[0];
        return interception()
                .connect(
                        () -> given.length == 2
                                ? source.getConnection((String) given[0], (String) given[1])
                                : source.getConnection(),
                        ConnectOrigin.of(source));
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException malformed) {
            return false;
        }
    }

    private static @Nullable OpenCall prepared(Statement statement) {
        return interception()
                .execute(
                        statement, StatementKind.PREPARED, session -> new BatchText(session.preparedSql(statement), 1));
    }

    private static @Nullable OpenCall batch(Statement statement) {
        return interception().execute(statement, StatementKind.BATCH, session -> session.batchOf(statement));
    }

    private static Xid xid(@Nullable Object argument) {
        return (Xid) Objects.requireNonNull(argument, "xid");
    }

    /** What is done with one call of a method that has an object. */
    @FunctionalInterface
    private interface Entry {
        @Nullable
        OpenCall enter(Object self, @Nullable Object argument);
    }

    /** Made at the first call, when {@code java.sql} is there. Its calls belong to whatever the thread's context says. */
    private static final class Agent {
        static final JdbcInterception INTERCEPTION = new JdbcInterception(null);
    }
}
