package org.bluemarble.chaos.agent.jdbc;

import org.bluemarble.chaos.agent.weave.MethodWeave.Presence;

/** MySQL Connector/J. Compared with 8.1.0, 8.4.0 and 9.7.0, which declare the same methods. */
final class MySqlWeaves {

    private static final String CONNECT = "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;";

    private MySqlWeaves() {}

    static WeaveTable table() {
        return new WeaveTable("mysql", "8.1")
                .required("com.mysql.cj.jdbc.NonRegisteringDriver", "connect", CONNECT, Operation.CONNECT)
                .connection("com.mysql.cj.jdbc.ConnectionImpl")
                .callPreparation("com.mysql.cj.jdbc.ConnectionImpl")
                .statement("com.mysql.cj.jdbc.StatementImpl")
                // What the server prepares inherits these.
                .prepared("com.mysql.cj.jdbc.ClientPreparedStatement", Presence.REQUIRED)
                .prepared("com.mysql.cj.jdbc.CallableStatement", Presence.REQUIRED)
                .branch("com.mysql.cj.jdbc.MysqlXAConnection", Presence.REQUIRED)
                .branch("com.mysql.cj.jdbc.SuspendableXAConnection", Presence.REQUIRED);
    }
}
