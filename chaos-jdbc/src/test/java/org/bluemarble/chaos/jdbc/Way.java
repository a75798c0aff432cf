package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;

/** How faults get into the calls: the contract is the same for all ways. */
interface Way {

    /** The engine that rules are armed in. */
    Chaos chaos();

    /** What the server under test uses instead of its own data source. */
    DataSource around(DataSource own);

    /** The same for distributed transactions. */
    XADataSource around(XADataSource own);

    /** The same for pools that take their connections from the driver's data source. */
    ConnectionPoolDataSource around(ConnectionPoolDataSource own);

    /** A connection without a pool, by the driver's own data source or by its URL. */
    Connection connect(DataSource drivers, String url) throws SQLException;

    /** Wrapped in code. */
    static Way library() {
        return wrapped(Chaos.builder("library-test")
                .ceiling(Ceiling.DEFAULT.allowing("lying-commit", "crash", "hang"))
                .build());
    }

    /** Wrapped in code that the agent has woven as well: each call passes both, and may be disturbed once. */
    static Way both() {
        return wrapped(Chaos.global());
    }

    private static Way wrapped(Chaos chaos) {
        return new Way() {
            @Override
            public Chaos chaos() {
                return chaos;
            }

            @Override
            public DataSource around(DataSource own) {
                return ChaosDataSource.wrap(own, chaos);
            }

            @Override
            public XADataSource around(XADataSource own) {
                return ChaosDataSource.wrap(own, chaos);
            }

            @Override
            public ConnectionPoolDataSource around(ConnectionPoolDataSource own) {
                return ChaosDataSource.wrap(own, chaos);
            }

            @Override
            public Connection connect(DataSource drivers, String url) throws SQLException {
                return ChaosDataSource.wrap(drivers, chaos).getConnection();
            }
        };
    }

    /** Woven by the agent into the drivers; the server knows nothing of it. */
    static Way agent() {
        return new Way() {
            @Override
            public Chaos chaos() {
                return Chaos.global();
            }

            @Override
            public DataSource around(DataSource own) {
                return own;
            }

            @Override
            public XADataSource around(XADataSource own) {
                return own;
            }

            @Override
            public ConnectionPoolDataSource around(ConnectionPoolDataSource own) {
                return own;
            }

            @Override
            public Connection connect(DataSource drivers, String url) throws SQLException {
                return DriverManager.getConnection(url);
            }
        };
    }
}
