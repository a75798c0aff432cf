package org.bluemarble.chaos.jdbc;

/** The contract on woven drivers. */
class PostgresXaContractIT extends PostgresXaFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
