package org.bluemarble.chaos.agent.jdbc;

import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;

/** pgjdbc. Compared with 42.5.6, 42.6.2 and 42.7.14, which declare the same methods. */
final class PostgresWeaves {

    private static final String CONNECT = "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;";

    private PostgresWeaves() {}

    static WeaveTable table() {
        return new WeaveTable("pgjdbc", "42.5")
                .required("org.postgresql.Driver", "connect", CONNECT, Operation.CONNECT)
                .connection("org.postgresql.jdbc.PgConnection")
                .statement("org.postgresql.jdbc.PgStatement")
                .prepared("org.postgresql.jdbc.PgPreparedStatement", Presence.REQUIRED)
                // Overrides executeUpdate() alone, in all of them.
                .prepared("org.postgresql.jdbc.PgCallableStatement", Presence.OPTIONAL)
                .branch("org.postgresql.xa.PGXAConnection", Presence.REQUIRED);
    }
}
