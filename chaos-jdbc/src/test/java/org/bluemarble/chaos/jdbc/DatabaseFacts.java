package org.bluemarble.chaos.jdbc;

import java.util.Map;
import java.util.Set;
import org.bluemarble.chaos.jdbc.driver.DriverKind;

/**
 * What the contract expects of one driver and its server.
 *
 * @param driver whose driver it is
 * @param lostState SQLState of a lost connection; null where it is not the same every time
 * @param errors SQLState by error profile
 * @param statementErrors profiles that undo the statement alone
 * @param wire whether there is a wire on which something can get lost
 * @param sendsEveryCommit whether a commit of nothing is sent too
 * @param definitionsCommit whether DDL ends a transaction
 * @param limitsConnections whether the server can refuse a connection because there are too many
 * @param keepsReadOnly whether the driver makes anything of read-only
 * @param evicts whether HikariCP evicts a connection that was lost
 */
record DatabaseFacts(
        DriverKind driver,
        Set<String> lostState,
        Map<String, String> errors,
        Set<String> statementErrors,
        boolean wire,
        boolean sendsEveryCommit,
        boolean definitionsCommit,
        boolean limitsConnections,
        boolean keepsReadOnly,
        boolean evicts) {

    /** Whether a text that begins a transaction commits the one that is open. */
    boolean beginningCommits() {
        return driver == DriverKind.MARIADB || driver == DriverKind.MYSQL;
    }
}
