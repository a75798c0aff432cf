package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.bluemarble.chaos.agent.children.WrappedDatabase;
import org.bluemarble.chaos.jdbc.ChaosDataSource;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

/** What can still be armed after the agent's code was taken out. */
class UnweaveIT {

    private static final String LOSE = "lose: jdbc.commit[kind=explicit] lost-ack limit=1 ttl=1m";

    @Test
    void codeTakenOut_ruleIsRefusedUntilAWrappedObjectPassesItsPoint() throws Exception {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "")
                .on(Driver.class, ChaosDataSource.class)
                .run(WrappedDatabase.class)) {
            child.awaitLine("ready");
            try (JMXConnector jmx = child.jmx()) {
                MBeanServerConnection server = jmx.getMBeanServerConnection();
                assertThat((Integer) invoke(server, "unweave")).isPositive();

                assertThatThrownBy(() -> invoke(server, "arm", LOSE))
                        .cause()
                        .hasMessage("rule 'lose': column 7  point was 'jdbc.commit', which no call passes any more,"
                                + " since the agent's code was taken out of every class; start the JVM again with the"
                                + " agent, or wrap what the server uses");
                child.tell("tx");
                assertThat(child.awaitLine("tx")).isEqualTo("tx committed");

                child.tell("wrap");
                assertThat(child.awaitLine("wrap")).isEqualTo("wrap committed");
                assertThat(invoke(server, "arm", LOSE)).isEqualTo("lose");
                assertThat((String) invoke(server, "explain", "lose"))
                        .contains("passed   without woven code, by objects wrapped by ChaosDataSource");
                child.tell("wrapped");
                assertThat(child.awaitLine("wrapped ")).startsWith("wrapped failed 90");
            }
            assertThat(child.errors()).isEmpty();
        }
    }

    private static Object invoke(MBeanServerConnection server, String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return server.invoke(new ObjectName("org.bluemarble.chaos:type=Chaos"), operation, arguments, types);
    }
}
