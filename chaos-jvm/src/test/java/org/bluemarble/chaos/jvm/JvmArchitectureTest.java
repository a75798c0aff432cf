package org.bluemarble.chaos.jvm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The module decides about calls inside the JDK's own classes: what it uses there may come back to it. */
class JvmArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bluemarble.chaos.jvm");

    @Test
    void module_standsOnCoreAndTheJdkAlone() {
        assertThat(MODULE).hasSizeGreaterThan(20);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl",
                        "org.bluemarble.chaos",
                        "org.bluemarble.chaos.spi",
                        "org.bluemarble.chaos.jvm",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    /** A logger's handler writes a file, and the point would be passed again; and it belongs to the game server. */
    @Test
    void module_touchesNoLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*")
                .check(MODULE);
    }

    /** Whoever waits is released when the rule is disarmed, which a sleeping thread could not be. */
    @Test
    void module_neverSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MODULE);
    }

    /** Threads of ours would be in every server under the agent; those that wait for asynchronous calls end by themselves. */
    @Test
    void threads_areMadeInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Waiting")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class)
                .check(MODULE);
        noClasses()
                .that()
                .doNotHaveSimpleName("Waiting")
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .check(MODULE);
    }

    /** What is compared with names in rules must not depend on where the server stands. */
    @Test
    void module_asksForNoDefaultLocale() {
        noClasses().should().callMethod(Locale.class, "getDefault").check(MODULE);
        noClasses().should().callMethod(String.class, "toLowerCase").check(MODULE);
    }
}
