package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.bluemarble.chaos.spi.ChaosModule;
import org.junit.jupiter.api.Test;

class FaultCatalogueTest {

    private final FaultCatalogue catalogue = new FaultCatalogue();

    private static Catalogues.DescribedModule module(
            String name, List<PointDescriptor> points, List<FaultDescriptor> faults) {
        return new Catalogues.DescribedModule(name, points, faults);
    }

    private static FaultDescriptor fault(String name, String summary, String... points) {
        return new FaultDescriptor(name, summary, List.of(), List.of(Phase.BEFORE), List.of(points), false, false);
    }

    @Test
    void secondCopyOfAModule_changesNothing() {
        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of(Catalogues.LOST_ACK)));
        int faults = catalogue.faults().size();

        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of(Catalogues.LOST_ACK)));

        assertThat(catalogue.faults()).hasSize(faults);
        assertThat(catalogue.modules()).containsExactly("m");
    }

    @Test
    void copyThatDescribesItDifferently_isRefusedWhole() {
        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of()));
        PointDescriptor other =
                new PointDescriptor(Catalogues.COMMIT.name(), "Something else.", List.of(Phase.BEFORE), List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> catalogue.add(module("m", List.of(other), List.of())))
                .withMessage(
                        "module m describes point test.commit differently from what was loaded before it; use the same"
                                + " version for the agent and the libraries, and load no two modules that claim the same");
        assertThatIllegalStateException()
                .isThrownBy(() -> catalogue.add(module("m", List.of(Catalogues.COMMIT, Catalogues.ACQUIRE), List.of())))
                .withMessageStartingWith("module m describes point test.acquire differently");
        assertThat(catalogue.point("test.commit")).contains(Catalogues.COMMIT);
        assertThat(catalogue.point("test.acquire")).isEmpty();
    }

    @Test
    void anotherModuleThatClaimsTheSame_isRefusedWhole() {
        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of(Catalogues.LOST_ACK)));
        PointDescriptor other =
                new PointDescriptor(Catalogues.COMMIT.name(), "Something else.", List.of(Phase.BEFORE), List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> catalogue.add(module("n", List.of(Catalogues.ACQUIRE, other), List.of())))
                .withMessageStartingWith("module n describes point test.commit differently");
        assertThatIllegalStateException()
                .isThrownBy(() -> catalogue.add(module(
                        "n", List.of(Catalogues.ACQUIRE), List.of(fault("lost-ack", "Another.", "test.commit")))))
                .withMessageStartingWith("module n describes fault lost-ack differently");
        assertThat(catalogue.point("test.acquire")).isEmpty();
        assertThat(catalogue.modules()).containsExactly("m");
    }

    @Test
    void sameFaultNameAtOtherPoints_isAnotherFault_andGoesBeforeAGenericOne() {
        FaultDescriptor ofA = fault("exception", "Of a.", "a.call");
        FaultDescriptor ofB = fault("exception", "Of b.", "b.call");
        catalogue.add(module("a", List.of(), List.of(ofA)));

        assertThatNoException().isThrownBy(() -> catalogue.add(module("b", List.of(), List.of(ofB))));

        assertThat(catalogue.fault("exception", "a.call")).contains(ofA);
        assertThat(catalogue.fault("exception", "b.call")).contains(ofB);
        assertThat(catalogue.fault("exception", "c.call").orElseThrow().summary())
                .isEqualTo("The call ends with an exception of the named class.");
    }

    @Test
    void pointNamedBeforeItsModule_isDescribedByTheModule_andStaysSo() {
        catalogue.addNamedPoint("test.commit", List.of());

        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of()));
        catalogue.addNamedPoint("test.commit", List.of());

        assertThat(catalogue.point("test.commit")).contains(Catalogues.COMMIT);
    }

    @Test
    void moduleOfAnotherVersion_isRefused() {
        ChaosModule old = new ChaosModule() {
            @Override
            public String name() {
                return "chaos-old";
            }

            @Override
            public String version() {
                return "0.0.1";
            }

            @Override
            public List<PointDescriptor> points() {
                return List.of(Catalogues.COMMIT);
            }

            @Override
            public List<FaultDescriptor> faults() {
                return List.of();
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> catalogue.add(old))
                .withMessage("module chaos-old was version 0.0.1 but must be " + FaultCatalogue.VERSION
                        + ", the version of the engine; use the same version for the agent and the libraries");
        assertThat(catalogue.points()).containsExactly(JvmSchedule.DESCRIPTOR);
    }

    @Test
    void parameterWithAReservedName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaultDescriptor(
                        "bad",
                        "Bad.",
                        List.of(ParameterDescriptor.text("ttl", "clashes", "none")),
                        List.of(Phase.BEFORE),
                        List.of(),
                        false,
                        false))
                .withMessage("parameter of fault bad was 'ttl', which is reserved for triggers, bounds and flags");
    }

    @Test
    void genericFaults_canAllBeReadAndAreAllDescribed() {
        assertThat(GenericFaults.DESCRIPTORS)
                .extracting(FaultDescriptor::name)
                .containsExactly(
                        "latency",
                        "exception",
                        "return-override",
                        "hang",
                        "stall",
                        "crash",
                        "exit",
                        "out-of-memory",
                        "stack-overflow",
                        "skip-tick",
                        "double-tick",
                        "stall-tick");
        // Besides these there are the faults of target modules, which share two types.
        assertThat(Fault.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Latency.class,
                        WaitingFault.class,
                        ThrowingFault.class,
                        EndingFault.class,
                        ReturnOverride.class,
                        TickFault.class,
                        org.bluemarble.chaos.pressure.Pressure.class,
                        TargetFault.class,
                        ModuleFault.class);
    }

    @Test
    void tables_tellWhatRulesObey() {
        catalogue.add(module("m", List.of(Catalogues.COMMIT), List.of(Catalogues.LOST_ACK)));

        assertThat(CatalogueTables.markdown(catalogue))
                .contains("""

                        ### `hang`

                        The call waits until the rule is disarmed or its time to live ends, then goes on.

                        Phases: before and after; before unless the rule names another. Blocks the calling thread. Destructive: the ceiling must allow it.

                        | attribute | unit | range | default | what it means |
                        | --- | --- | --- | --- | --- |
                        | `duration` (may follow the name bare) | duration, for example 250ms | 1ms to 1h | until disarmed | the longest wait |
                        """)
                .contains("""

                        ### `lost-ack` at `test.commit`

                        Committed, but the caller sees a lost connection.

                        Phases: after.

                        | attribute | unit | range | default | what it means |
                        | --- | --- | --- | --- | --- |
                        | `within` (may follow the name bare) | duration, for example 250ms | 1ms to 1m | 1s | the latest time |
                        | `mode` | word | `reply` or `early` | reply | when to sever |
                        """)
                .contains("""

                        ### `test.commit`

                        A commit. Phases: before, during and after.

                        | attribute | values | what it means |
                        | --- | --- | --- |
                        | `table` | text, several at once | a table that was written |
                        | `kind` | `explicit`, `auto` or `xa` | how it came |
                        | `verb` | text in lower case, several at once | the first word |
                        | `place` | whole number from 1 | where it stands |
                        | `rows` | whole number | rows that were written |
                        | `read-only` | true or false | whether nothing was written |
                        """);
    }
}
