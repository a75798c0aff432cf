package org.bluemarble.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM elsewhere, which asks for a name and a password. */
class RemoteJmxTest {

    private final Chaos engine = Chaos.create("remote");
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private JMXConnectorServer connector;

    @BeforeEach
    void start() throws Exception {
        Chaos.point("remote.test");
        engine.registerMBeans(server);
        JMXAuthenticator authenticator = RemoteJmxTest::authenticate;
        connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0),
                Map.of(JMXConnectorServer.AUTHENTICATOR, authenticator),
                server);
        connector.start();
    }

    private static Subject authenticate(Object credentials) {
        String[] given = (String[]) credentials;
        if (given == null || !given[0].equals("operator") || !given[1].equals("secret")) {
            throw new SecurityException("wrong name or password");
        }
        return new Subject(true, Set.of(new JMXPrincipal("operator")), Set.of(), Set.of());
    }

    @AfterEach
    void stop() throws Exception {
        connector.stop();
        engine.close();
    }

    @Test
    void loggedIn_ruleIsArmedInTheClientsName() {
        Cli armed = Cli.run(
                "arm",
                connector.getAddress(),
                "--engine",
                "remote",
                "--user",
                "operator",
                "--password=secret",
                "slow: remote.test latency 1ms");

        assertThat(armed.err()).isEmpty();
        assertThat(armed.status()).isZero();
        assertThat(engine.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ChaosEvent.Kind.ARMED);
            assertThat(event.actor()).isEqualTo("jmx:operator");
        });
    }

    @Test
    void passwordWrong_isToldAndNothingIsArmed() {
        Cli refused = Cli.run(
                "arm",
                connector.getAddress(),
                "--engine",
                "remote",
                "--user",
                "operator",
                "--password=guess",
                "slow: remote.test latency 1ms");

        assertThat(refused.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "chaos: " + connector.getAddress() + " cannot be reached over JMX: wrong name or password");
        assertThat(engine.rules()).isEmpty();
    }
}
