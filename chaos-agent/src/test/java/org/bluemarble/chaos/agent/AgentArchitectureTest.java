package org.bluemarble.chaos.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.management.ManagementFactory;
import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.api.Test;

/** Which loader has what, and what must stay untouched until the application's own main class has begun. */
class AgentArchitectureTest {

    /** All that the agent jar holds of ours: the launcher, core, and what the isolated loader has. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("chaos-servers") && !location.contains("-tests.jar"))
            .importPackages("org.bluemarble.chaos");

    /** Loaded at start; the command line is loaded by a JVM of its own. */
    private static final JavaClasses AT_START = SHIPPED.that(not(resideInAPackage("org.bluemarble.chaos.cli..")));

    private static final JavaClasses LAUNCHER = SHIPPED.that(resideInAPackage("org.bluemarble.chaos.launcher.."));
    private static final JavaClasses AGENT = SHIPPED.that(resideInAPackage("org.bluemarble.chaos.agent.."));

    /** A server that installs a log manager of its own finds it too late if somebody has logged before. */
    @Test
    void logging_isNotTouched() {
        assertThat(AT_START).hasSizeGreaterThan(300);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*|org\\.slf4j\\..*|sun\\.util\\.logging\\..*")
                .check(AT_START);
    }

    /** Likewise the MBean server, which an application may build with a builder of its own. */
    @Test
    void platformBeans_areLeftForTheApplicationToMake() {
        noClasses()
                .should()
                .callMethod(ManagementFactory.class, "getPlatformMBeanServer")
                .check(AGENT);
        noClasses().should().callMethod(Chaos.class, "registerMBeans").check(AT_START);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Chaos.class.getName())
                .should()
                .callMethod(ManagementFactory.class, "getPlatformMBeanServer")
                .check(AT_START);
    }

    /** It stands on the application's class path, and finds out whether the JVM is new enough for the rest. */
    @Test
    void launcher_standsOnJavaBaseAndInstrumentAlone() {
        assertThat(LAUNCHER).hasSizeGreaterThan(3);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.reflect",
                        "java.lang.instrument",
                        "java.io",
                        "java.net",
                        "java.nio..",
                        "java.security",
                        "java.util",
                        "java.util.concurrent..",
                        "java.util.function",
                        "java.util.jar",
                        "java.util.stream",
                        "java.util.zip",
                        "org.bluemarble.chaos.launcher",
                        "org.jspecify.annotations..")
                .check(LAUNCHER);
    }

    /** The isolated loader's parent is the platform loader; of what it brings itself, nothing else is relocated. */
    @Test
    void agent_standsOnCoreItsModulesAndByteBuddyAlone() {
        assertThat(AGENT).hasSizeGreaterThan(40);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.bluemarble.chaos..", "net.bytebuddy..", "org.jspecify.annotations..")
                .check(AGENT);
    }

    /** What relocates a library is its module's alone: a second place would be a second thing to look after. */
    @Test
    void relocatedLibraries_areKnownWhereTheyAreUsed() {
        libraryIsKnownBy("net.bytebuddy..", "org.bluemarble.chaos.agent..");
        libraryIsKnownBy("picocli..", "org.bluemarble.chaos.cli..");
        libraryIsKnownBy("org.yaml.snakeyaml..", "org.bluemarble.chaos.yaml..");
    }

    private static void libraryIsKnownBy(String library, String user) {
        noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(SHIPPED);
    }

    /** Advice is copied into classes that see core and the JDK, and nothing else of ours. */
    @Test
    void advice_callsCoreAlone() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Advice")
                .should()
                .accessClassesThat()
                .resideOutsideOfPackages("java..", "org.bluemarble.chaos.spi")
                .check(AGENT);
    }

    /** A server does not load what only people type. */
    @Test
    void agent_knowsNothingOfTheCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bluemarble.chaos.cli..")
                .check(AT_START);
    }

    @Test
    void nobody_dependsOnTheAgent() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.bluemarble.chaos.agent..", "org.bluemarble.chaos.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bluemarble.chaos.agent..")
                .check(SHIPPED);
    }
}
