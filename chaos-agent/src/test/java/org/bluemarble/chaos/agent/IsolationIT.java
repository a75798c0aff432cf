package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.utility.OpenedClassReader;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.agent.children.ClassBytes;
import org.bluemarble.chaos.agent.children.Database;
import org.bluemarble.chaos.agent.children.HidingLoader;
import org.bluemarble.chaos.agent.children.LibraryUser;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's classes and the application's do not meet, wherever the application has its own from. */
class IsolationIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";
    private static final String LOSE =
            "rules: { lose: { at: jdbc.commit, where: { kind: explicit }, fault: lost-ack } }";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void applicationHasOldCopiesOfOurLibraries_bothUseTheirOwn(Jdk jdk) throws IOException {
        Path byteBuddy = Jars.copied("byte-buddy-");
        Path snakeYaml = Jars.copied("snakeyaml-");
        try (ChildJvm child = ChildJvm.on(jdk)
                .agent(Jars.agent(), "config=" + config())
                .on(byteBuddy, snakeYaml)
                .on(Driver.class)
                .run(Database.class)) {
            child.awaitLine("ready");
            child.tell("tx");
            assertThat(child.awaitLine("tx")).startsWith("tx failed 90");

            child.tell("load net.bytebuddy.ByteBuddy");
            assertThat(child.awaitLine("loaded net.bytebuddy"))
                    .endsWith(byteBuddy.getFileName().toString());
            child.tell("load org.yaml.snakeyaml.Yaml");
            assertThat(child.awaitLine("loaded org.yaml"))
                    .endsWith(snakeYaml.getFileName().toString());
            child.awaitWord();
            assertThat(child.errors()).containsExactly("chaos: armed: lose");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void applicationOnTheModulePath_isWovenAndShownOverJmx(Jdk jdk) throws Exception {
        try (ChildJvm child = ChildJvm.on(jdk)
                .with(NamedModule.of(Database.class, folder).startedWith(Driver.class, "com.h2database"))
                .agent(Jars.agent(), "config=" + config())
                .runModule(NamedModule.NAME + "/" + Database.class.getName())) {
            child.awaitLine("ready");
            child.tell("tx");
            assertThat(child.awaitLine("tx")).startsWith("tx failed 90");
            child.awaitWord();
            assertThat(child.errors()).containsExactly("chaos: armed: lose");
            try (JMXConnector jmx = child.jmx()) {
                assertThat(jmx.getMBeanServerConnection()
                                .queryNames(new ObjectName("org.bluemarble.chaos:type=Chaos"), null))
                        .hasSize(1);
            }
        }
    }

    @Test
    void coreOnTheModulePath_staysOffAndSaysWhatToDo() throws Exception {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .with("--module-path", Jars.of(Chaos.class).toString())
                .with("--add-modules", "org.bluemarble.chaos")
                .agent(Jars.agent(), "")
                .on(Jars.of(LibraryUser.class))
                .run(LibraryUser.class)) {
            assertThat(child.awaitLine("ready")).contains("AppClassLoader");
            child.awaitWord();
            assertThat(child.said())
                    .containsExactly(
                            "off: module org.bluemarble.chaos was on the module path, but under the agent it must"
                                    + " not be: the agent brings it; leave it out there and start with -javaagent:chaos-agent.jar");
        }
    }

    @Test
    void coreOnTheClassPath_isTheAgentsOwn() {
        try (ChildJvm child = ChildJvm.on(Jdk.current())
                .agent(Jars.agent(), "")
                .on(Chaos.class)
                .run(LibraryUser.class)) {
            assertThat(child.awaitLine("ready")).isEqualTo("ready boot");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void loaderHidesCore_weaveHasFailedWithTheReasonAndTheClassWorks(Jdk jdk) {
        try (ChildJvm child = ChildJvm.on(jdk)
                .agent(Jars.agent(), "")
                .run(HidingLoader.class, Jars.of(Driver.class).toString())) {
            assertThat(child.exitStatus()).isZero();
            assertThat(child.output())
                    .containsExactly(
                            "FAILED hiding loader, " + Jars.of(Driver.class).getFileName()
                                    + ": it does not find org.bluemarble.chaos in the boot loader; let it look there"
                                    + " (OSGi: org.osgi.framework.bootdelegation=org.bluemarble.chaos.*,"
                                    + " JBoss: jboss.modules.system.pkgs=org.bluemarble.chaos)");
            assertThat(child.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void codeIsTakenOut_classHasItsOriginalBytes(Jdk jdk) throws Exception {
        Path reader = TestAgent.of(ClassBytes.class, folder);
        try (ChildJvm child = ChildJvm.on(jdk).on(Driver.class).run(ClassBytes.class)) {
            child.awaitLine("ready");
            child.attach(reader, "");
            byte[] original = bytes(child, "original");

            child.attach(Jars.agent(), "");
            child.attach(reader, "");
            assertThat(bytes(child, "woven")).isNotEqualTo(original);
            try (JMXConnector jmx = child.jmx()) {
                MBeanServerConnection server = jmx.getMBeanServerConnection();
                Object classes = server.invoke(
                        new ObjectName("org.bluemarble.chaos:type=Chaos"), "unweave", new Object[0], new String[0]);
                assertThat((Integer) classes).isPositive();
            }

            assertThat(bytes(child, "unwoven")).isEqualTo(original);
            assertThat(child.said()).isEmpty();
        }
    }

    /** The class's bytes with a constant pool in order of use: after a change the JVM keeps constants of the former one. */
    private static byte[] bytes(ChildJvm child, String word) {
        child.tell(word);
        String line = child.awaitLine(word + " ");
        ClassWriter ordered = new ClassWriter(0);
        OpenedClassReader.of(Base64.getDecoder().decode(line.substring(word.length() + 1)))
                .accept(ordered, 0);
        return ordered.toByteArray();
    }

    private Path config() throws IOException {
        return Files.writeString(folder.resolve("chaos.yaml"), LOSE);
    }
}
