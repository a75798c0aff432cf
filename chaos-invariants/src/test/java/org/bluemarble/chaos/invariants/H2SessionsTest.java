package org.bluemarble.chaos.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How H2 knows and ends the sessions of a dead server. */
class H2SessionsTest {

    private static final String URL = "jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1";

    @Test
    void h2SessionsOfAUser_areEndedAndNoOthers() throws Exception {
        try (Connection admin = DriverManager.getConnection(URL, "sa", "");
                Connection bystander = DriverManager.getConnection(URL, "sa", "")) {
            try (Statement statement = admin.createStatement()) {
                statement.execute("create user shard password 'x' admin");
            }
            Connection dead = DriverManager.getConnection(URL, "shard", "x");
            SessionRegister register = new SessionRegister(admin, new SessionTag.User("shard"));
            List<Long> ids = register.list();

            register.end(ids);

            assertThat(ids).hasSize(1);
            Awaitility.await("the session is gone")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> register.list().isEmpty());
            assertThat(bystander.isValid(30)).isTrue();
            assertThat(dead.isValid(30)).isFalse();
        }
    }

    @Test
    void tagThatH2DoesNotKnow_isRefusedWithTheOnesItDoes() throws Exception {
        try (Connection admin = DriverManager.getConnection(URL, "sa", "")) {
            SessionRegister register = new SessionRegister(admin, new SessionTag.ApplicationName("shard/1"));

            assertThatThrownBy(register::list)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("sessions were to be found by application name shard/1, but H2 knows its sessions by"
                            + " user only");
        }
    }
}
