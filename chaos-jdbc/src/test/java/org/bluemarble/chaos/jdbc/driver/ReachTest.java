package org.bluemarble.chaos.jdbc.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A driver whose insides are others than we know is refused by the name of what is missing, not by a bug of ours. */
class ReachTest {

    private static final String ADVICE =
            ", which this fault needs; use a driver version that the README names, or another fault";

    private final Reach reach = new Reach(Opener.NONE);
    private final Session session = new Session();

    /** Stands for an object of a driver's. */
    static final class Session {
        private String state = "open";
        private String socket;

        private String close(String why) {
            if (why.isEmpty()) {
                throw new IllegalStateException("no reason");
            }
            state = "closed: " + why;
            return state;
        }
    }

    @Test
    void memberThatIsThere_isReached() {
        assertThat(reach.call(session, "close", "lost")).isEqualTo("closed: lost");
        assertThat(reach.get(session, "state")).isEqualTo("closed: lost");
        reach.set(session, "socket", "another");
        assertThat(reach.getNullable(session, "socket")).isEqualTo("another");
    }

    @Test
    void memberThatIsMissing_isNamed() {
        assertRefused(() -> reach.get(session, "wire"), Session.class.getName() + " has no field wire" + ADVICE);
        assertRefused(
                () -> reach.call(session, "close"),
                Session.class.getName() + " has no method close with 0 parameters" + ADVICE);
        assertRefused(
                () -> reach.construct(Session.class, "x"),
                Session.class.getName() + " has no constructor with 1 parameters" + ADVICE);
        assertRefused(
                () -> reach.sibling(session, "org.example.Missing"),
                Session.class.getName() + " has no class org.example.Missing" + ADVICE);
    }

    @Test
    void emptyField_isAClosedConnection() {
        assertRefused(
                () -> reach.get(session, "socket"),
                Session.class.getName() + ".socket was empty but must hold the session; the connection is closed");
    }

    @Test
    void moduleThatIsNotOpen_isNamed() {
        assertRefused(
                () -> reach.get("text", "hash"),
                "java.lang.String is in module java.base, which must be open to us; put the driver on the class path, or"
                        + " start with the agent");
    }

    @Test
    void driversOwnException_isItsOwn() {
        assertThatThrownBy(() -> reach.call(session, "close", ""))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no reason");
        assertThat(session.state).isEqualTo("open");
    }

    private static void assertRefused(ThrowingCallable reaching, String reason) {
        assertThatThrownBy(reaching).isInstanceOf(FaultRefusedException.class).hasMessage(reason);
    }
}
