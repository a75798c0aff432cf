package org.bluemarble.sample.game;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What keeps the sample readable: who may know whom. */
final class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.bluemarble.sample.game");
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("org.bluemarble.sample.game.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void economy_knowsNothingOfNetworksOrProcesses() {
        noClasses()
                .that()
                .resideInAPackage("..game.economy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "..game.protocol",
                        "..game.link",
                        "..game.server",
                        "..game.bots",
                        "..game.supervisor")
                .check(classes);
    }

    @Test
    void sql_staysInTheEconomy() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..game.protocol", "..game.link", "..game.server", "..game.bots", "..game.supervisor")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..")
                .check(classes);
    }

    @Test
    void sample_usesPublicInterfacesOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bluemarble.chaos.spi..", "org.bluemarble.chaos..internal..")
                .check(classes);
    }
}
