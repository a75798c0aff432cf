package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

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
}
