package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresSessionTest extends PostgresSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.postgres("");
    }

    @Override
    String lostClass() {
        return "org.postgresql.util.PSQLException";
    }

    @Override
    String lostState() {
        return "08006";
    }

    @Override
    boolean sendsEveryCommit() {
        return false;
    }

    /** The driver then rolls back to a savepoint of its own, after a real error and after ours. */
    @Test
    void raise_withAutosave_undoesTheStatementAlone() throws SQLException {
        String separator = database.url().contains("?") ? "&" : "?";
        try (Connection saving = database.openAt(database.url() + separator + "autosave=always")) {
            saving.setAutoCommit(false);
            insert(saving, 1);

            SQLException raised = sessions.of(saving).raise(ServerError.DUPLICATE_KEY);

            assertThat(raised.getSQLState()).isEqualTo("23505");
            insert(saving, 2);
            saving.commit();
        }
        assertThat(rows()).isEqualTo(2);
    }

    /** Object mappers find out from these which rule of the game was broken. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "DUPLICATE_KEY",
                "FOREIGN_KEY_VIOLATION",
                "NOT_NULL_VIOLATION",
                "CHECK_VIOLATION",
                "SERIALIZATION_FAILURE",
                "READ_ONLY",
                "TOO_MANY_CONNECTIONS"
            })
    void raise_tellsAsMuchAsTheServerItself(ServerError error) throws SQLException {
        List<Boolean> real = told(RealErrors.of(database).play(error, connection));
        try (Connection disturbed = database.open()) {
            disturbed.setAutoCommit(false);

            SQLException raised = sessions.of(disturbed).refuseConnection(error);

            assertThat(told(raised)).isEqualTo(real);
        }
    }

    private static List<Boolean> told(SQLException thrown) {
        ServerErrorMessage message = ((PSQLException) thrown).getServerErrorMessage();
        return Stream.of(
                        message.getConstraint(),
                        message.getTable(),
                        message.getSchema(),
                        message.getColumn(),
                        message.getDetail(),
                        message.getHint(),
                        message.getWhere(),
                        message.getInternalQuery(),
                        "FATAL".equals(message.getSeverity()) ? "it is the session's end" : null)
                .map(Objects::nonNull)
                .toList();
    }
}
