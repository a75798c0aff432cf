package org.bluemarble.chaos.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this module may know: it runs in the application's loader and in the agent's, beside whatever drivers there are. */
class JdbcArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.bluemarble.chaos.jdbc");

    private static final List<String> DRIVERS_AND_POOLS =
            List.of("org.postgresql", "org.mariadb", "com.mysql", "org.h2", "com.zaxxer");

    @Test
    void module_standsOnTheJdkAndCoreAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.bluemarble.chaos",
                        "org.bluemarble.chaos.spi",
                        "org.bluemarble.chaos.jdbc..",
                        "java..",
                        "javax.sql..",
                        "javax.transaction.xa..",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    /** Sessions are of use without rules: they know neither the engine nor what is done to calls. */
    @Test
    void sessions_doNotKnowTheEngineNorItsFaults() {
        noClasses()
                .that()
                .resideInAPackage("org.bluemarble.chaos.jdbc.driver")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bluemarble.chaos", "org.bluemarble.chaos.spi", "org.bluemarble.chaos.jdbc")
                .check(MODULE);
    }

    /** Each of these would start something that a game server wants to start itself. */
    @Test
    void module_touchesNeitherLoggingNorManagement() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "javax.management..", "java.lang.management..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger.*")
                .check(MODULE);
    }

    @Test
    void module_neverSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MODULE);
    }

    /** What is not public is reached in two places, which say what they could not find. */
    @Test
    void insidesOfOthers_areReachedInTwoPlaces() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Reach")
                .and()
                .doNotHaveSimpleName("ConnectionPool")
                .should()
                .callMethod(AccessibleObject.class, "trySetAccessible")
                .orShould()
                .callMethod(Field.class, "setAccessible", boolean.class)
                .orShould()
                .callMethod(Method.class, "setAccessible", boolean.class)
                .check(MODULE);
    }

    /** Drivers are known by name alone, since they may be in any loader; not even by name outside of these. */
    @Test
    void driversAndPools_areNamedWhereTheyAreDealtWith() {
        Stream<String> naming = MODULE.stream()
                .filter(type -> !type.getPackageName().equals("org.bluemarble.chaos.jdbc.driver"))
                .filter(JdbcArchitectureTest::namesADriver)
                .map(JavaClass::getSimpleName);

        assertThat(naming).containsExactlyInAnyOrder("DriverNames", "ConnectionPool");
    }

    private static boolean namesADriver(JavaClass type) {
        String path = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = JdbcArchitectureTest.class.getResourceAsStream(path)) {
            String constants = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            return DRIVERS_AND_POOLS.stream()
                    .anyMatch(name -> constants.contains(name) || constants.contains(name.replace('.', '/')));
        } catch (IOException unreadable) {
            throw new AssertionError(path, unreadable);
        }
    }

    /** Public is a promise. Whoever adds a type here has thought about who is to use it. */
    @Test
    void publicTypes_areFew() {
        Stream<String> promised = MODULE.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(type -> type.getName().substring("org.bluemarble.chaos.jdbc.".length()));

        assertThat(promised)
                .containsExactlyInAnyOrder(
                        "ChaosDataSource",
                        "JdbcFaults",
                        "JdbcModule",
                        "JdbcOperation",
                        "driver.BatchText",
                        "driver.DriverKind",
                        "driver.DriverSession",
                        "driver.DriverSessions",
                        "driver.ErrorProfile",
                        "driver.FaultRefusedException",
                        "driver.KeptSession",
                        "driver.LostReply",
                        "driver.Opener",
                        "driver.ReplyLoss",
                        "driver.ServerError");
    }
}
