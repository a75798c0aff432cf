package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.bluemarble.chaos.agent.children.PooledDatabase;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

/** The shortest story: a server that knows nothing of us, and a management client that knows names and strings alone. */
abstract class CommitOverJmxContract {

    /** A database of its own for each call. */
    abstract TestDatabase database() throws Exception;

    /** What the driver says of a connection that was lost, as SQLState and class. */
    abstract String lostConnection();

    /** Whether HikariCP knows from that failure that the connection is lost. */
    boolean poolEvicts() {
        return true;
    }

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void replyOfACommitIsLost_rowIsThereAndTheExceptionIsTheDrivers(Jdk jdk) throws Exception {
        try (TestDatabase database = database();
                ChildJvm child = ChildJvm.on(jdk)
                        .agent(Jars.agent(), "")
                        .on(HikariDataSource.class, Logger.class, NOPServiceProvider.class)
                        .on(database.driver().getClass())
                        .run(PooledDatabase.class, database.url())) {
            child.awaitLine("ready");
            child.tell("trade-before");
            assertThat(child.awaitLine("trade-before")).isEqualTo("trade-before committed");
            try (JMXConnector jmx = child.jmx()) {
                MBeanServerConnection server = jmx.getMBeanServerConnection();
                ObjectName chaos = new ObjectName("org.bluemarble.chaos:type=Chaos");
                server.invoke(chaos, "arm", new Object[] {"x: jdbc.commit lost-ack limit=1 ttl=1m"}, new String[] {
                    String.class.getName()
                });

                child.tell("trade-lost");
                assertThat(child.awaitLine("trade-lost")).isEqualTo("trade-lost failed " + lostConnection());
                assertThat(rows(database)).isEqualTo(2);
                if (poolEvicts()) {
                    child.tell("trade-after");
                    assertThat(child.awaitLine("trade-after")).isEqualTo("trade-after committed");
                    assertThat(rows(database)).isEqualTo(3);
                }

                CompositeData[] weaves = (CompositeData[]) server.getAttribute(chaos, "Weaves");
                assertThat(weaves).noneMatch(weave -> weave.get("state").equals("FAILED"));
                assertThat(weaves)
                        .filteredOn(weave -> weave.get("state").equals("ACTIVE"))
                        .extracting(weave -> weave.get("name"))
                        .contains("hikaricp HikariPool", "java ManagementFactory")
                        .hasSizeGreaterThan(4);
            }
            assertThat(child.errors()).isEmpty();
        }
    }

    /** Read by a connection that no agent has touched. */
    private static int rows(TestDatabase database) throws SQLException {
        return database.number("select count(*) from trades");
    }
}
