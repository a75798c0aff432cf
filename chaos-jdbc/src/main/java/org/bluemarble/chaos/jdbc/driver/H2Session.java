package org.bluemarble.chaos.jdbc.driver;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What H2's driver does alike with a database in this JVM and one over TCP. */
interface H2Session extends DriverSession {

    Reach reach();

    /** H2 runs every commit. */
    @Override
    default boolean wouldSendCommit() throws SQLException {
        return true;
    }

    /** H2 does not tell whether it has a transaction; outside auto-commit there may be one. */
    @Override
    default boolean mayHaveOpenTransaction() throws SQLException {
        return !isAutoCommit();
    }

    @Override
    default @Nullable String preparedSql(Statement statement) {
        if (!Reach.has(statement, "command")) {
            return null;
        }
        @Nullable Object command = reach().getNullable(statement, "command");
        return command != null && Reach.has(command, "sql") ? (String) reach().getNullable(command, "sql") : null;
    }

    @Override
    default BatchText batchOf(Statement statement) {
        if (Reach.has(statement, "batchParameters")) {
            Object parameters = reach().getNullable(statement, "batchParameters");
            long entries = parameters instanceof Collection<?> rows ? rows.size() : 0;
            return new BatchText(preparedSql(statement), entries);
        }
        Object commands = reach().getNullable(statement, "batchCommands");
        List<?> texts = commands instanceof List<?> list ? list : List.of();
        return new BatchText(texts.stream().map(String::valueOf).collect(Collectors.joining(";\n")), texts.size());
    }

    /** A server that shuts down tells its sessions nothing: to them the connection is lost. */
    @Override
    default SQLException endByServer() {
        return raise(ServerError.ADMIN_SHUTDOWN);
    }
}
