package org.bluemarble.chaos.jdbc;

/** The contract on woven drivers: the code under test uses HikariCP and the driver, and nothing of ours. */
class PostgresContractIT extends PostgresFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
