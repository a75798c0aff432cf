package org.bluemarble.chaos.agent.jdbc;

/** HikariCP. Compared with 5.0.1, 6.3.3 and 7.1.0. */
final class HikariWeaves {

    private HikariWeaves() {}

    static WeaveTable table() {
        return new WeaveTable("hikaricp", "5.0")
                // Both ways out of a HikariDataSource end here.
                .required(
                        "com.zaxxer.hikari.pool.HikariPool",
                        "getConnection",
                        "(J)Ljava/sql/Connection;",
                        Operation.POOL_ACQUIRE);
    }
}
