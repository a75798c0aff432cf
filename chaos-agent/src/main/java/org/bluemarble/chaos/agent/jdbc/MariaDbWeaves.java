package org.bluemarble.chaos.agent.jdbc;

import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;

/** MariaDB Connector/J. Compared with 3.1.4, 3.5.11 and 4.0.0. */
final class MariaDbWeaves {

    private static final String CONNECT = "(Ljava/lang/String;Ljava/util/Properties;)Lorg/mariadb/jdbc/Connection;";

    private MariaDbWeaves() {}

    static WeaveTable table() {
        return new WeaveTable("mariadb", "3.1")
                // The first declares it up to 3.5.3 at least, the second in 3.5.11 and later.
                .optional("org.mariadb.jdbc.Driver", "connect", CONNECT, Operation.CONNECT)
                .optional("org.mariadb.jdbc.NonRegisteringDriver", "connect", CONNECT, Operation.CONNECT)
                .dataSource("org.mariadb.jdbc.MariaDbDataSource")
                .connection("org.mariadb.jdbc.Connection")
                .callPreparation("org.mariadb.jdbc.Connection")
                .statement("org.mariadb.jdbc.Statement")
                // Batches are declared here, for both kinds below, in 3.5.11; and in both of them in 3.1.4.
                .optional("org.mariadb.jdbc.BasePreparedStatement", "executeBatch", "()[I", Operation.EXECUTE_BATCH)
                .optional(
                        "org.mariadb.jdbc.BasePreparedStatement", "executeLargeBatch", "()[J", Operation.EXECUTE_BATCH)
                // A text that the client fills in, and one that the server prepares; callable statements are of the
                // latter kind.
                .prepared("org.mariadb.jdbc.ClientPreparedStatement", Presence.REQUIRED)
                .prepared("org.mariadb.jdbc.ServerPreparedStatement", Presence.REQUIRED)
                .branch("org.mariadb.jdbc.MariaDbPoolConnection$MariaDbXAResource", Presence.REQUIRED)
                // Since 3.5: branches that keep to one connection.
                .branch("org.mariadb.jdbc.MariaDbPoolPinnedConnection$MariaDbXAPinnedResource", Presence.REQUIRED);
    }
}
