package org.bluemarble.chaos.agent.jdbc;

import org.bluemarble.chaos.agent.weave.PackageOpener;
import org.bluemarble.chaos.agent.weave.Watch;
import org.bluemarble.chaos.jdbc.JdbcOperation;

/** Brings the handlers of the JDBC module in, when the first class of a driver is woven. */
final class Handlers {

    private final PackageOpener opener;
    private boolean opened;

    Handlers(PackageOpener opener) {
        this.opener = opener;
    }

    /** {@return who looks at the calls of methods that do this} */
    synchronized Watch watch(Operation operation) {
        JdbcOperation handled = JdbcOperation.valueOf(operation.name());
        if (!opened) {
            JdbcOperation.open(opener::open);
            opened = true;
        }
        return new Watch(handled.points(), handled.handler());
    }
}
