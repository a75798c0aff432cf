package org.bluemarble.chaos.jdbc.driver;

class H2RemoteSessionTest extends WireSessionContract {
    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.h2Tcp("");
    }

    @Override
    String lostClass() {
        return "org.h2.jdbc.JdbcSQLNonTransientConnectionException";
    }

    @Override
    String lostState() {
        return "90067";
    }
}
