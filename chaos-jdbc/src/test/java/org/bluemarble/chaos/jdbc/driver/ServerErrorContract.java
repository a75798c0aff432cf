package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.bluemarble.chaos.jdbc.driver.ErrorProfile.Undone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors that are raised leave session and transaction as the real ones do. */
abstract class ServerErrorContract extends SessionKnowledgeContract {

    @ParameterizedTest
    @EnumSource(ServerError.class)
    void raise_leavesTheStateOfTheRealError(ServerError error) throws SQLException {
        if (!session.raisable().containsKey(error)) {
            assertRefused(error);
            return;
        }
        ErrorProfile profile = session.raisable().get(error);
        insert(1);

        SQLException raised = session.raise(error);

        assertThat(raised.getSQLState()).as("%s", raised).isEqualTo(profile.sqlState());
        assertThat(raised.getErrorCode()).isEqualTo(profile.vendorCode());
        assertThat(raised.getMessage()).contains(profile.message());
        assertUndone(profile.undone());
    }

    private void assertRefused(ServerError error) throws SQLException {
        insert(1);

        assertThatThrownBy(() -> session.raise(error))
                .isInstanceOf(FaultRefusedException.class)
                .hasMessageStartingWith("error was '" + error.spelling() + "' but must be one of [")
                .hasMessageContaining("duplicate-key");

        connection.commit();
        assertThat(rows()).isEqualTo(1);
    }

    final void assertUndone(Undone undone) throws SQLException {
        if (undone == Undone.SESSION) {
            thrownBy(() -> insert(2)); // the driver may need one more call to notice
            assertThat(connection.isClosed()).isTrue();
            awaitRows(0);
        } else if (undone == Undone.ABORTED_TRANSACTION) {
            assertThat(thrownBy(() -> insert(2)).getSQLState()).isEqualTo("25P02");
            connection.commit(); // answers ROLLBACK, and says nothing
            assertThat(rows()).isZero();
            insert(3);
            connection.commit();
            assertThat(rows()).isEqualTo(1);
        } else {
            insert(2);
            connection.commit();
            assertThat(rows()).isEqualTo(undone == Undone.STATEMENT ? 2 : 1);
        }
    }

    @Test
    void raise_inAutoCommit_undoesNoEarlierStatement() throws SQLException {
        connection.setAutoCommit(true);
        insert(1);

        SQLException raised = session.raise(ServerError.DEADLOCK);

        assertThat(raised.getSQLState())
                .isEqualTo(session.raisable().get(ServerError.DEADLOCK).sqlState());
        insert(2);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void endByServer_afterACommit_keepsTheRow() throws SQLException {
        insert(1);
        connection.commit();

        SQLException ended = session.endByServer();

        assertThat(ended.getSQLState())
                .isEqualTo(session.raisable().get(ServerError.ADMIN_SHUTDOWN).sqlState());
        thrownBy(() -> insert(2));
        assertThat(connection.isClosed()).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void abort_rollsBack() throws SQLException {
        insert(1);

        session.abort();

        assertThat(connection.isClosed()).isTrue();
        awaitRows(0);
    }
}
