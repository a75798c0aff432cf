package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors that are raised are those that the server itself raises when it has a reason: each is compared with a real one. */
abstract class RealErrorContract extends ServerErrorContract {

    /** Scenes after which the victim is still there to be looked at, and had done something before. */
    private static final Set<ServerError> LEAVING_THE_VICTIM = EnumSet.of(
            ServerError.DUPLICATE_KEY,
            ServerError.FOREIGN_KEY_VIOLATION,
            ServerError.NOT_NULL_VIOLATION,
            ServerError.CHECK_VIOLATION,
            ServerError.LOCK_TIMEOUT,
            ServerError.DEADLOCK,
            ServerError.QUERY_CANCELLED,
            ServerError.ADMIN_SHUTDOWN);

    /** H2 shuts down a whole database, and that is another one then; its deadlocks end the youngest transaction. */
    private static final Set<ServerError> OF_ANOTHER_H2 = EnumSet.of(ServerError.ADMIN_SHUTDOWN, ServerError.DEADLOCK);

    final Stream<ServerError> staged() {
        return RealErrors.of(database).scenes().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("staged")
    void raise_isWhatTheServerItselfRaises(ServerError error) throws SQLException {
        SQLException real = RealErrors.of(database).play(error, connection);
        try (Connection disturbed = database.open()) {
            disturbed.setAutoCommit(false);
            DriverSession ours = sessions.of(disturbed);

            SQLException raised =
                    error == ServerError.TOO_MANY_CONNECTIONS ? ours.refuseConnection(error) : ours.raise(error);

            assertThat((Throwable) raised).hasSameClassAs(real);
            assertThat(raised.getSQLState()).isEqualTo(real.getSQLState());
            assertThat(raised.getErrorCode()).isEqualTo(real.getErrorCode());
            assertThat(shape(raised)).isEqualTo(shape(real));
        }
    }

    /** The words without names, values and places, which are those of the scene. */
    private static String shape(SQLException thrown) {
        boolean violation = thrown.getSQLState().startsWith("23");
        String words = thrown.getMessage().replaceFirst("(?s); SQL statement:.*(?= \\[)", "");
        // Where nothing is wrong with the data, PostgreSQL tells what the scene's sessions were about.
        String told = violation ? words : words.lines().findFirst().orElse("");
        return told.replaceAll("\"[^\"]*\"|'[^']*'|`[^`]*`", "_")
                .replaceAll("\\([^)]*\\)", "(_)")
                .replaceAll("[0-9]+", "#");
    }

    final Stream<ServerError> stagedOnTheVictim() {
        return staged().filter(LEAVING_THE_VICTIM::contains)
                .filter(error -> !database.url().startsWith("jdbc:h2:") || !OF_ANOTHER_H2.contains(error));
    }

    @ParameterizedTest
    @MethodSource("stagedOnTheVictim")
    void realError_undoesWhatItsProfileSays(ServerError error) throws SQLException {
        insert(1);

        RealErrors.of(database).play(error, connection);

        assertUndone(session.raisable().get(error).undone());
    }

    @Test
    void everyError_isStagedOrSaidToBeOutOfReach() {
        Set<ServerError> known = EnumSet.copyOf(session.raisable().keySet());
        if (session.driver() != DriverKind.H2) {
            known.add(ServerError.TOO_MANY_CONNECTIONS);
        }
        RealErrors server = RealErrors.of(database);

        assertThat(server.scenes().keySet())
                .doesNotContainAnyElementsOf(server.outOfReach().keySet());
        assertThat(Stream.of(server.scenes(), server.outOfReach()).flatMap(map -> map.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(known);
    }
}
