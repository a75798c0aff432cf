package org.bluemarble.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.bluemarble.chaos.jdbc.driver.FaultRefusedException;

/** Who had a connection before, and left it in a state of his own. */
final class FormerBorrower {

    private final JdbcFaults.FormerState.State state;

    FormerBorrower(JdbcFaults.FormerState.State state) {
        this.state = state;
    }

    /**
     * Changes a connection's state.
     *
     * @param physical the driver's own connection: a pool's wrapper would remember the change and take it back
     * @throws FaultRefusedException if the driver took the change and made nothing of it, as H2 does with read-only
     */
    void use(Connection physical) throws SQLException {
        Object found = of(physical);
        switch (state) {
            case AUTO_COMMIT -> physical.setAutoCommit(!physical.getAutoCommit());
            case READ_ONLY -> physical.setReadOnly(!physical.isReadOnly());
            case ISOLATION -> physical.setTransactionIsolation(other(physical.getTransactionIsolation()));
        }
        if (of(physical).equals(found)) {
            throw new FaultRefusedException("state was '" + Spelling.of(state)
                    + "' but must be one that the driver keeps; "
                    + physical.getClass().getName() + " left it at "
                    + found);
        }
    }

    private Object of(Connection physical) throws SQLException {
        return switch (state) {
            case AUTO_COMMIT -> physical.getAutoCommit();
            case READ_ONLY -> physical.isReadOnly();
            case ISOLATION -> physical.getTransactionIsolation();
        };
    }

    private static int other(int isolation) {
        return isolation == Connection.TRANSACTION_SERIALIZABLE
                ? Connection.TRANSACTION_READ_COMMITTED
                : Connection.TRANSACTION_SERIALIZABLE;
    }
}
