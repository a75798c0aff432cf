package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.bluemarble.chaos.ArmedRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What H2 knows nothing of: each such fault is refused with its reason, and disturbs nothing. */
abstract class H2RefusalContract extends JdbcFaultContract {

    private static final String ABORT = "its driver ignores Connection.abort; use lost-request";
    private static final String DISK_FULL = "error was 'disk-full' but must be one of [admin-shutdown, ";

    Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("jdbc.execute abort", ABORT),
                Arguments.of("jdbc.commit abort", ABORT),
                Arguments.of("jdbc.rollback abort", ABORT),
                Arguments.of("jdbc.execute exception disk-full", DISK_FULL),
                Arguments.of("jdbc.commit exception disk-full", DISK_FULL),
                Arguments.of("jdbc.rollback exception disk-full", DISK_FULL),
                Arguments.of(
                        "pool.acquire former-state read-only",
                        "state was 'read-only' but must be one that the driver keeps"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusedFault_saysWhyAndDisturbsNothing(String fault, String reason) throws SQLException {
        ArmedRule rule = arm(fault + " limit=1");

        try (Connection connection = transaction()) {
            give(connection, 5);
            connection.rollback();
            assertThat(gold()).isEqualTo(100);
            give(connection, 7);
            connection.commit();
            assertThat(gold()).isEqualTo(107);
        }

        assertRefused(rule, reason);
        assertPoolWorks();
    }
}
