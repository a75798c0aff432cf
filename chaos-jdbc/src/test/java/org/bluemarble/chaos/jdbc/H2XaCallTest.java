package org.bluemarble.chaos.jdbc;

import javax.sql.XADataSource;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

/** H2 keeps the locks of a prepared branch whose connection is lost until the server ends, so none is lost here. */
class H2XaCallTest extends XaCallContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.h2Embedded();
    }

    @Override
    XADataSource driverDataSource(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
