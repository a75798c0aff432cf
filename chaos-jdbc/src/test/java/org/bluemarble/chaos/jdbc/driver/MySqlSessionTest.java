package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@EnabledIfMariaDbIsInstalled
class MySqlSessionTest extends WireSessionContract {

    @Override
    TestDatabase start() throws Exception {
        return TestDatabase.mySqlDriver("");
    }

    @Override
    String lostClass() {
        return "com.mysql.cj.jdbc.exceptions.CommunicationsException";
    }

    @Override
    String lostState() {
        return "08S01";
    }

    @Override
    boolean sendsEveryCommit() {
        return true;
    }

    /** What the driver compresses cannot be handed over to another socket. */
    @Test
    void compressedStream_isRefusedAndGoesOn() throws SQLException {
        try (Connection compressed = database.openAt(database.url() + "&useCompression=true")) {
            compressed.setAutoCommit(false);
            insert(compressed, 1);
            DriverSession refusing = sessions.of(compressed);

            for (ThrowingCallable operation : List.<ThrowingCallable>of(
                    refusing::sever, refusing::detach, () -> refusing.loseReply(ReplyLoss.STANDARD))) {
                assertThatThrownBy(operation)
                        .isInstanceOf(FaultRefusedException.class)
                        .hasMessageStartingWith("useCompression was true but must be false for this fault");
            }

            compressed.commit();
        }
        assertThat(rows()).isEqualTo(1);
    }
}
