package org.bluemarble.chaos.agent.jdbc;

import java.util.List;
import org.bluemarble.chaos.agent.weave.MethodWeave;

/**
 * What a woven method does: the constants of {@link org.bluemarble.chaos.jdbc.JdbcOperation}, with what has to be known of
 * them before {@code java.sql} is needed. A server without a database may run without that module.
 */
enum Operation {
    CONNECT(MethodWeave.ALL_ARGUMENTS, "jdbc.connect"),
    CONNECT_SOURCE(MethodWeave.ALL_ARGUMENTS, "jdbc.connect"),
    EXECUTE(0, "jdbc.execute", "jdbc.commit"),
    EXECUTE_PREPARED(MethodWeave.NO_ARGUMENT, "jdbc.execute", "jdbc.commit"),
    EXECUTE_BATCH(MethodWeave.NO_ARGUMENT, "jdbc.execute", "jdbc.commit"),
    COMMIT(MethodWeave.NO_ARGUMENT, "jdbc.commit"),
    ROLLBACK(MethodWeave.NO_ARGUMENT, "jdbc.rollback"),
    ROLLBACK_TO_SAVEPOINT(MethodWeave.NO_ARGUMENT, "jdbc.rollback"),
    SET_AUTO_COMMIT(0, "jdbc.commit"),
    OWN_QUERY(MethodWeave.NO_ARGUMENT),
    XA_COMMIT(MethodWeave.ALL_ARGUMENTS, "jdbc.commit"),
    XA_ROLLBACK(0, "jdbc.rollback"),
    POOL_ACQUIRE(MethodWeave.NO_ARGUMENT, "pool.acquire");

    private final int argument;

    @SuppressWarnings("ImmutableEnumChecker") // What List.of returns is.
    private final List<String> points;

    Operation(int argument, String... points) {
        this.argument = argument;
        this.points = List.of(points);
    }

    int argument() {
        return argument;
    }

    List<String> points() {
        return points;
    }
}
