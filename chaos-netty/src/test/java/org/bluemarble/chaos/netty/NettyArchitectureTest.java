package org.bluemarble.chaos.netty;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.bluemarble.chaos.Injection;
import org.junit.jupiter.api.Test;

/** What the module may know, and what it must never do on an event loop. */
class NettyArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bluemarble.chaos.netty");

    @Test
    void module_standsOnCoresApiNettyAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.bluemarble.chaos",
                        "org.bluemarble.chaos.spi",
                        "org.bluemarble.chaos.netty",
                        "io.netty..",
                        "java..",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    /** The agent asks these in a loader that has no Netty. */
    @Test
    void catalogue_isReadWithoutNetty() {
        classes()
                .that()
                .haveNameMatching(".*\\.(NettyModule|NettyPoints|NettyFaults|FaultTable|Transport)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.netty..")
                .andShould()
                .onlyDependOnClassesThat(DescribedPredicate.not(namesNetty()))
                .check(MODULE);
    }

    /** Classes of ours that cannot be linked where there is no Netty. */
    private static DescribedPredicate<JavaClass> namesNetty() {
        return DescribedPredicate.describe(
                "classes of the module that name Netty's types",
                type -> type.getPackageName().equals("org.bluemarble.chaos.netty")
                        && type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(one ->
                                        one.getTargetClass().getPackageName().startsWith("io.netty")));
    }

    @Test
    void module_neverBlocks() {
        noClasses()
                .should()
                .callMethodWhere(blocking(Thread.class, "sleep|join|onSpinWait"))
                .orShould()
                .callMethodWhere(blocking(Object.class, "wait"))
                .orShould()
                .callMethodWhere(blocking(Future.class, "get"))
                .orShould()
                .callMethodWhere(blocking(LockSupport.class, "park.*"))
                .orShould()
                .callMethodWhere(blocking(io.netty.util.concurrent.Future.class, "await.*|sync.*"))
                .orShould()
                .callMethodWhere(blocking(Injection.class, "await.*"))
                .check(MODULE.that(DescribedPredicate.describe(
                        "are not the fault that blocks",
                        type -> !type.getSimpleName().equals("LoopStall"))));
    }

    private static DescribedPredicate<JavaCall<?>> blocking(Class<?> type, String names) {
        return target(nameMatching(names))
                .and(target(owner(DescribedPredicate.describe("is a " + type, one -> one.isAssignableTo(type)))));
    }
}
