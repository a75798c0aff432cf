package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnknownSessionTest {
    private final AtomicInteger aborts = new AtomicInteger();
    private final DriverSession session = new DriverSessions(Opener.NONE).of(strange());

    private Connection strange() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("abort")) {
                        aborts.incrementAndGet();
                    }
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
    }

    @Test
    void whatNeedsTheDriversInside_isRefusedByName() {
        for (Runnable operation : new Runnable[] {
            session::sever,
            session::detach,
            session::endByServer,
            () -> session.loseReply(ReplyLoss.STANDARD),
            () -> session.loseResult(ReplyLoss.Caller.FAILURE)
        }) {
            assertThatThrownBy(operation::run)
                    .isInstanceOf(FaultRefusedException.class)
                    .hasMessageMatching(
                            "driver was .*Proxy.* but must be pgjdbc, MariaDB Connector/J, MySQL Connector/J"
                                    + " or H2 for this fault; latency, exception and abort work with any driver");
        }
        assertThatThrownBy(() -> session.raise(ServerError.ADMIN_SHUTDOWN))
                .isInstanceOf(FaultRefusedException.class)
                .hasMessageStartingWith("error was 'admin-shutdown' but must be one of [check-violation, deadlock, ")
                .hasMessageEndingWith("] on an open connection of the unknown driver");
    }

    @Test
    void errorsOfTheStandard_canBeRaised() {
        SQLException raised = session.raise(ServerError.DEADLOCK);

        assertThat(raised.getSQLState()).isEqualTo("40001");
    }

    @Test
    void abort_works() throws SQLException {
        session.abort();

        assertThat(aborts).hasValue(1);
    }

    @Test
    void facts_comeFromJdbc() throws SQLException {
        assertThat(session.driver()).isEqualTo(DriverKind.UNKNOWN);
        assertThat(session.wouldSendCommit()).isTrue();
        assertThat(session.backendId()).isEmpty();
    }
}
