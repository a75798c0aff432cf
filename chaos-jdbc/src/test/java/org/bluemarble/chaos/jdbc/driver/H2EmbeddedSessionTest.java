package org.bluemarble.chaos.jdbc.driver;

class H2EmbeddedSessionTest extends DriverSessionContract {
    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.h2Embedded();
    }

    @Override
    String lostClass() {
        return "org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    String lostState() {
        return "90121";
    }
}
