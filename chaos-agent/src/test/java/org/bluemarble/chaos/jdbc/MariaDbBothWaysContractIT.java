package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.bluemarble.chaos.jdbc.driver.EnabledIfMariaDbIsInstalled;
import org.junit.jupiter.api.Test;

/** The contract on drivers that are woven under wrappers of the library: nothing happens twice. */
@EnabledIfMariaDbIsInstalled
class MariaDbBothWaysContractIT extends MariaDbFaultTest {

    @Override
    Way newWay() {
        return Way.both();
    }

    @Test
    void eachOperation_isDisturbedOnce() throws SQLException {
        BothWays.assertEachOperationIsDisturbedOnce(this);
    }
}
