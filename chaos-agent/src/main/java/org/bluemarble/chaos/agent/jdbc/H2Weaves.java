package org.bluemarble.chaos.agent.jdbc;

import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;

/** H2, embedded and over TCP: the same classes. Compared with 2.1.214, 2.3.232 and 2.4.240. */
final class H2Weaves {

    private static final String CONNECT = "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;";

    private H2Weaves() {}

    static WeaveTable table() {
        return new WeaveTable("h2", "2.1")
                .required("org.h2.Driver", "connect", CONNECT, Operation.CONNECT)
                .dataSource("org.h2.jdbcx.JdbcDataSource")
                .connection("org.h2.jdbc.JdbcConnection")
                .statement("org.h2.jdbc.JdbcStatement")
                .prepared("org.h2.jdbc.JdbcPreparedStatement", Presence.REQUIRED)
                // Overrides the updates alone.
                .prepared("org.h2.jdbc.JdbcCallableStatement", Presence.OPTIONAL)
                .branch("org.h2.jdbcx.JdbcXAConnection", Presence.REQUIRED);
    }
}
