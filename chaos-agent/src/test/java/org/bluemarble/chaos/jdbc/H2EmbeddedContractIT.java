package org.bluemarble.chaos.jdbc;

/** The contract on woven drivers: the code under test uses HikariCP and the driver, and nothing of ours. */
class H2EmbeddedContractIT extends H2EmbeddedFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
