package org.bluemarble.chaos.yaml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The module stands in game servers that have a SnakeYAML of their own, or one that the agent has relocated. */
class YamlArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bluemarble.chaos.yaml");

    @Test
    void module_standsOnCoreTheJdkAndSnakeYamlAlone() {
        assertThat(MODULE).hasSizeGreaterThan(15);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.bluemarble.chaos",
                        "org.bluemarble.chaos.spi",
                        "org.bluemarble.chaos.yaml",
                        "org.yaml.snakeyaml..",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    /** Under the agent these types have other names: whoever calls us must not meet them. */
    @Test
    void publicApi_showsNoTypeOfSnakeYaml() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(new ArchCondition<JavaMethod>("have no type of SnakeYAML in their signature") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .map(JavaClass::getPackageName)
                                .filter(name -> name.startsWith("org.yaml"))
                                .forEach(name -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows a type of " + name)));
                    }
                })
                .check(MODULE);
    }

    /** Whoever may write a rule file must not be able to name a class in it: nodes are read, objects never made. */
    @Test
    void files_areOnlyCutIntoNodes() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(JavaClass.Predicates.type(Yaml.class)))
                        .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("load.*"))))
                .check(MODULE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.yaml.snakeyaml.constructor.Constructor")
                .check(MODULE);
    }

    /** A logging framework may not be touched before the game server has set up its own. */
    @Test
    void module_touchesNoLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*")
                .check(MODULE);
    }

    @Test
    void filesThatAreFollowed_areAskedWithoutSleeping() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MODULE);
    }

    @Test
    void publicTypes_areThoseOfTheDocumentation() {
        assertThat(MODULE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "CeilingFile", "IncidentFile", "RuleFile", "RuleFileWatch", "BuiltInIncidents");
    }
}
