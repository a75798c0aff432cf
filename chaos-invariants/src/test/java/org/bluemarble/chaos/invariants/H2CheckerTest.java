package org.bluemarble.chaos.invariants;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;

class H2CheckerTest extends CheckerContract {

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:checker;DB_CLOSE_DELAY=-1", "sa", "");

    @Override
    DataSource dataSource() {
        return pool;
    }

    @AfterAll
    void close() {
        pool.dispose();
    }
}
