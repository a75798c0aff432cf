package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.agent.children.LibraryUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM that is running already. */
class LateAttachIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void loadedDriver_isWovenAndFaultsAct(Jdk jdk) throws Exception {
        try (ChildJvm child = ChildJvm.on(jdk).on(org.h2.Driver.class).run(Database.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "");
            try (JMXConnector jmx = child.jmx()) {
                MBeanServerConnection server = jmx.getMBeanServerConnection();
                server.invoke(
                        new ObjectName("org.bluemarble.chaos:type=Chaos"),
                        "arm",
                        new Object[] {"lose: jdbc.commit[kind=explicit] lost-ack limit=1 ttl=1m"},
                        new String[] {String.class.getName()});
            }
            child.tell("tx");

            assertThat(child.awaitLine("tx")).startsWith("tx failed 90");
            child.tell("count");
            assertThat(child.awaitLine("count")).isEqualTo("count 1");
            child.tell("weaves");
            assertThat(child.awaitLine("weave h2 JdbcConnection ")).contains("| ACTIVE |");
            assertThat(child.said()).isEmpty();
        }
    }

    @Test
    void beansOfAServerThatExistsAlready_areThereAtOnce() throws Exception {
        try (ChildJvm child = ChildJvm.on(Jdk.current()).on(org.h2.Driver.class).run(Database.class)) {
            child.awaitLine("ready");
            try (JMXConnector jmx = child.jmx()) {
                assertThat(jmx.getMBeanServerConnection().queryNames(new ObjectName("org.bluemarble.chaos:*"), null))
                        .isEmpty();

                child.attach(Jars.agent(), "");

                assertThat(jmx.getMBeanServerConnection().queryNames(new ObjectName("org.bluemarble.chaos:*"), null))
                        .containsExactly(new ObjectName("org.bluemarble.chaos:type=Chaos"));
            }
        }
    }

    @Test
    void secondAttach_findsTheFirstAndItsOptionsAreRefused() {
        try (ChildJvm child = ChildJvm.on(Jdk.current()).on(org.h2.Driver.class).run(Database.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "");
            child.attach(Jars.agent(), "allow=crash");

            await("the refusal")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> !child.said().isEmpty());
            assertThat(child.said())
                    .containsExactly("the agent is in this JVM already, by late attach; nothing was changed,"
                            + " and its options cannot be: 'allow=crash'");
        }
    }

    @Test
    void applicationUsesTheLibrary_noSecondEngineIsStarted() {
        try (ChildJvm child = ChildJvm.on(Jdk.current()).on(Chaos.class).run(LibraryUser.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "");

            await("the refusal")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> !child.said().isEmpty());
            assertThat(child.said())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "off: the engine was loaded already, by jdk.internal.loader.ClassLoaders$AppClassLoader@")
                    .endsWith("; start with -javaagent:chaos-agent.jar instead of attaching");
            child.tell("again");
            assertThat(child.awaitLine("again")).isEqualTo("again jdk.internal.loader.ClassLoaders$AppClassLoader");
        }
    }
}
