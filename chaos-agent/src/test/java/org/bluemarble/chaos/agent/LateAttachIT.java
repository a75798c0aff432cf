package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.agent.children.LibraryUser;
import org.bluemarble.chaos.agent.children.OldJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM that is running already. */
class LateAttachIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";
    private static final ObjectName BEAN = bean();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void loadedDriver_isWovenAndFaultsAct(Jdk jdk) throws Exception {
        try (ChildJvm child = ChildJvm.on(jdk).on(org.h2.Driver.class).run(Database.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "");
            try (JMXConnector jmx = child.jmx()) {
                arm(jmx.getMBeanServerConnection());
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
    void optionsCouldNotBeRead_anotherAttachBringsThemAndEverythingIsWoven() throws Exception {
        try (ChildJvm child = ChildJvm.on(Jdk.current()).on(org.h2.Driver.class).run(Database.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "alow=crash,ceiling=none.yaml");
            try (JMXConnector jmx = child.jmx()) {
                MBeanServerConnection server = jmx.getMBeanServerConnection();
                assertThatThrownBy(() -> arm(server))
                        .cause()
                        .hasMessageContaining("attach the agent with the right options: agent options:"
                                + " 'alow' is no option; did you mean 'allow'?");

                child.attach(Jars.agent(), "allow=crash");
                assertThatThrownBy(() -> arm(server))
                        .cause()
                        .hasMessageContaining("ceiling was named before and must be named again; write ceiling=...");
                Path ceiling = Files.writeString(folder.resolve("ceiling.yaml"), "highest-ttl: 2m");
                child.attach(Jars.agent(), "seed=42,ceiling=" + ceiling);
                arm(server);
                CompositeData now = (CompositeData) server.getAttribute(BEAN, "Ceiling");
                assertThat(now.get("highestTtlMillis")).isEqualTo(120_000L);
                assertThat(server.getAttribute(BEAN, "Seed")).isEqualTo(42L);
            }
            child.tell("tx");
            assertThat(child.awaitLine("tx")).startsWith("tx failed 90");

            child.attach(Jars.agent(), "allow=crash");
            await("the refusals")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> child.said().size() == 3);
            assertThat(child.said())
                    .containsExactly(
                            "off: agent options: 'alow' is no option; did you mean 'allow'?",
                            "off: agent options: ceiling was named before and must be named again; write ceiling=...",
                            "the agent is in this JVM already, by late attach; nothing was changed,"
                                    + " and its options cannot be: 'allow=crash'");
        }
    }

    @Test
    void ceilingFileIsWrong_anotherAttachBringsAnother() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "highest-tl: 2m");
        Path right = Files.writeString(folder.resolve("right.yaml"), "highest-ttl: 2m");
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "ceiling=" + wrong)
                .on(org.h2.Driver.class)
                .run(Database.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "ceiling=" + right);
            try (JMXConnector jmx = child.jmx()) {
                arm(jmx.getMBeanServerConnection());
            }
            child.tell("tx");

            assertThat(child.awaitLine("tx")).startsWith("tx failed 90");
            child.awaitWord();
            assertThat(child.said()).singleElement().asString().startsWith("no rule may be armed: ");
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

    /** The JVM sets its version before it starts the agents of its command line: only a late one can be told another. */
    @Test
    void javaIsTooOld_agentStaysOffAndTheApplicationGoesOn() throws Exception {
        String refusal = "off: Java was 11 but must be 17 or newer; run with a newer JDK";
        try (ChildJvm child = ChildJvm.on(Jdk.current()).run(OldJava.class)) {
            child.awaitLine("ready");
            child.attach(Jars.agent(), "");

            await("the refusal")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> !child.said().isEmpty());
            assertThat(child.said()).containsExactly(refusal);
            try (ChildJvm command =
                    ChildJvm.on(Jdk.current()).runJar(Jars.agent(), "attach", String.valueOf(child.pid()))) {
                assertThat(command.exitStatus()).isEqualTo(1);
                assertThat(command.errors()).containsExactly("chaos: JVM " + child.pid() + ": " + refusal);
            }
            try (JMXConnector jmx = child.jmx()) {
                assertThat(jmx.getMBeanServerConnection().queryNames(new ObjectName("org.bluemarble.chaos:*"), null))
                        .isEmpty();
            }
            child.tell("something");
            assertThat(child.awaitLine("heard")).isEqualTo("heard something");
        }
    }

    private static void arm(MBeanServerConnection server) throws Exception {
        server.invoke(
                BEAN, "arm", new Object[] {"lose: jdbc.commit[kind=explicit] lost-ack limit=1 ttl=1m"}, new String[] {
                    String.class.getName()
                });
    }

    private static ObjectName bean() {
        try {
            return new ObjectName("org.bluemarble.chaos:type=Chaos");
        } catch (MalformedObjectNameException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
