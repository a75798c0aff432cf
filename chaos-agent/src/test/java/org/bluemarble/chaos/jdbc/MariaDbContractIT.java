package org.bluemarble.chaos.jdbc;

import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;

/** The contract on woven drivers: the code under test uses HikariCP and the driver, and nothing of ours. */
@EnabledIfMariaDbIsInstalled
class MariaDbContractIT extends MariaDbFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
