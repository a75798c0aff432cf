package org.bluemarble.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bluemarble.chaos.pressure.Pressure;
import org.junit.jupiter.api.Test;

/** What core must never come to depend on: the boot loader has it, and the game server's own libraries beside it. */
class CoreArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bluemarble.chaos");

    /** One of each generic fault; a fault that is added without being handled everywhere fails the walk below. */
    private static final List<Fault> GENERIC = List.of(
            Latency.of(Duration.ofMillis(1)),
            new ThrowException(ThrowException.DEFAULT_CLASS, "x"),
            new JvmError(JvmError.Kind.OUT_OF_MEMORY),
            new Hang(Duration.ofMillis(1)),
            new Stall(Duration.ofMillis(1), Stall.How.SPIN),
            new Crash(Crash.Moment.FLUSHED),
            new Exit(Exit.DEFAULT_STATUS, Exit.DEFAULT_PATIENCE),
            new ReturnOverride("7"),
            new TickFault.Skip(),
            new TickFault.Twice(),
            new TickFault.Stall(Duration.ofMillis(1)));

    @Test
    void core_usesTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.security.auth..",
                        "javax.management..",
                        "org.bluemarble.chaos..",
                        "org.jspecify.annotations..",
                        "jdk.jfr")
                .check(CORE);
    }

    /** Some images lack the flight recorder: what is linked there without it must name none of its types. */
    @Test
    void flightRecorder_isNamedByItsOwnClassesAlone() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.observe\\.(FlightRecords(\\$.*)?|InjectionEvent|ChangeEvent)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(CORE);
    }

    /** The platform loader has these, the boot loader does not: core could not even be linked. */
    @Test
    void core_namesNoTypeOfThePlatformLoader() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..", "javax.transaction..")
                .check(CORE);
    }

    /** A logging framework may not be touched before the game server has set up its own. */
    @Test
    void core_touchesNoLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger.*")
                .check(CORE);
    }

    @Test
    void core_neverSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CORE);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(CORE);
    }

    /** Woven code and target modules reach spi: only what makes the beans appear may know of management. */
    @Test
    void spi_doesNotKnowTheManagementInterfaces() {
        noClasses()
                .that()
                .resideInAPackage("org.bluemarble.chaos.spi")
                .and()
                .doNotHaveSimpleName("JmxRegistration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bluemarble.chaos.jmx", "javax.management..", "java.lang.management..")
                .check(CORE);
    }

    /** Beans live beside the engine they show; the rest of it knows nothing of management. */
    @Test
    void engine_isKnownToItsBeansAndNotTheOtherWayRound() {
        noClasses()
                .that()
                .resideInAPackage("org.bluemarble.chaos")
                .and()
                .haveNameNotMatching(
                        ".*\\.(EngineBeans|ChaosControl|RuleControl|IncidentControl(\\$.*)?|SequenceControl|ManagementViews(\\$.*)?|DescribedMBean)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bluemarble.chaos.jmx")
                .check(CORE);
    }

    @Test
    void everyPermittedFault_isDescribedAndApplied() {
        Set<Class<?>> permitted = new HashSet<>();
        leaves(Fault.class, permitted);
        permitted.removeAll(Set.of(TargetFault.class, ModuleFault.class));
        // The engine itself applies these; their own test walks them.
        permitted.removeIf(Pressure.class::isAssignableFrom);

        assertThat(GENERIC).extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(permitted);
        assertThat(GENERIC).allSatisfy(fault -> {
            FaultDescriptor descriptor =
                    FaultCatalogue.process().fault(fault.name(), "tick.any").orElseThrow();
            assertThat(fault.parameters().keySet())
                    .allMatch(name -> descriptor.parameter(name).isPresent());
        });
        assertThat(GENERIC)
                // These are tried in JVMs of their own.
                .filteredOn(fault -> !(fault instanceof EndingFault))
                .allSatisfy(this::isApplied);
    }

    private static void leaves(Class<?> type, Set<Class<?>> found) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            found.add(type);
            return;
        }
        for (Class<?> one : permitted) {
            leaves(one, found);
        }
    }

    private void isApplied(Fault fault) {
        try (Chaos chaos = Chaos.builder("walk")
                        .ceiling(Ceiling.DEFAULT.allowing("hang", "out-of-memory"))
                        .build();
                ChaosContext.Scope scope =
                        ChaosContext.empty().withEngine(chaos).open()) {
            TickPoint tick = Chaos.tickLoop("architecture-test");
            InjectionPoint point = fault instanceof TickFault ? tick.point() : Chaos.point("architecture-test.walk");
            ArmedRule rule =
                    chaos.arm(FaultRule.named("walk").at(point).inject(fault).build());
            try {
                if (fault instanceof TickFault) {
                    tick.turn(() -> {});
                } else {
                    point.call(Integer.class, () -> 1);
                }
            } catch (IllegalStateException | OutOfMemoryError injected) {
                assertThat(fault).isInstanceOf(ThrowingFault.class);
            }
            assertThat(rule.counters().done()).as("%s was applied", fault).isEqualTo(1);
        }
    }

    @Test
    void everyDelay_spellsItsParameters() {
        List<Delay> delays = new ArrayList<>(List.of(
                new Delay.Fixed(Duration.ofMillis(1)),
                new Delay.Uniform(Duration.ZERO, Duration.ofMillis(1)),
                new Delay.Normal(Duration.ofMillis(1), Duration.ofMillis(1)),
                new Delay.LogNormal(Duration.ofMillis(1), 0.5),
                new Delay.Pareto(Duration.ofMillis(1), 2),
                new Delay.Empirical("ping.txt", MeasuredDelays.of(Map.of(Duration.ofMillis(1), 1L)))));

        assertThat(delays).extracting(Object::getClass).containsExactlyInAnyOrder(Delay.class.getPermittedSubclasses());
        assertThat(delays)
                .allSatisfy(delay -> assertThat(Latency.of(delay).parameters()).isNotEmpty());
    }

    @Test
    void everyTrigger_isImmutable() {
        assertThat(records(Trigger.class))
                .hasSize(16)
                .allMatch(Class::isRecord)
                .allMatch(type -> Modifier.isFinal(type.getModifiers()));
    }

    private static List<Class<?>> records(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses())
                        .flatMap(type -> records(type).stream())
                        .toList()
                : List.of(sealed);
    }
}
