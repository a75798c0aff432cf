package org.bluemarble.chaos.invariants;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.bluemarble.chaos.invariants");

    @Test
    void module_standsOnTheJdkJavaSqlAndSnakeYamlAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.bluemarble.chaos.invariants..",
                        "java..",
                        "javax.sql..",
                        "org.yaml.snakeyaml..",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    @Test
    void onlyTheMapping_knowsYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..invariants.mapping..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml.snakeyaml..")
                .check(MODULE);
    }

    @Test
    void packages_dependOnEachOtherOneWay() {
        slices().matching("org.bluemarble.chaos.invariants.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MODULE);
        noClasses()
                .that()
                .resideInAnyPackage("..invariants.model..", "..invariants.mapping..", "..invariants.facts..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bluemarble.chaos.invariants")
                .check(MODULE);
    }
}
