package org.bluemarble.chaos.jdbc;

/** The contract on woven drivers: the code under test uses HikariCP and the driver, and nothing of ours. */
class H2TcpContractIT extends H2TcpFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
