package org.bluemarble.chaos.jdbc.driver;

class PostgresOldestDriverSessionTest extends PostgresSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.postgres("").through("pgjdbc-oldest.jar");
    }

    @Override
    String lostClass() {
        return "org.postgresql.util.PSQLException";
    }

    @Override
    String lostState() {
        return "08006";
    }

    @Override
    boolean sendsEveryCommit() {
        return false;
    }
}
