package org.bluemarble.chaos.jdbc;

import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;

/** The contract on woven drivers. */
@EnabledIfMariaDbIsInstalled
class MySqlXaContractIT extends MySqlXaFaultTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
