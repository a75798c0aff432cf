package org.bluemarble.chaos.jdbc;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The contract on drivers that are woven under wrappers of the library: nothing happens twice. */
class PostgresBothWaysContractIT extends PostgresFaultTest {

    @Override
    Way newWay() {
        return Way.both();
    }

    @Test
    void eachOperation_isDisturbedOnce() throws SQLException {
        BothWays.assertEachOperationIsDisturbedOnce(this);
    }
}
