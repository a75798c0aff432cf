package org.bluemarble.chaos;

import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.spi.ChaosModule;

/** A made-up target module, so that rules with attributes and faults of a target can be tested without one. */
final class Catalogues {

    static final PointDescriptor COMMIT = new PointDescriptor(
            "test.commit",
            "A commit.",
            List.of(Phase.BEFORE, Phase.DURING, Phase.AFTER),
            List.of(
                    AttributeDescriptor.of("table", AttributeKey.Type.TEXT, "a table that was written"),
                    new AttributeDescriptor(
                            "kind", AttributeKey.Type.TEXT, "how it came", List.of("explicit", "auto", "xa")),
                    AttributeDescriptor.of("verb", AttributeKey.Type.TEXT, "the first word")
                            .inLowerCase(),
                    AttributeDescriptor.of("place", AttributeKey.Type.NUMBER, "where it stands")
                            .from(1),
                    AttributeDescriptor.of("rows", AttributeKey.Type.NUMBER, "rows that were written"),
                    AttributeDescriptor.of("read-only", AttributeKey.Type.FLAG, "whether nothing was written")));

    static final PointDescriptor ACQUIRE = new PointDescriptor(
            "test.acquire", "A connection is taken.", List.of(Phase.BEFORE, Phase.AFTER), List.of());

    static final FaultDescriptor LOST_ACK = new FaultDescriptor(
            "lost-ack",
            "Committed, but the caller sees a lost connection.",
            List.of(
                    ParameterDescriptor.duration(
                                    "within", "the latest time", Duration.ofMillis(1), Duration.ofMinutes(1), "1s")
                            .asMain(),
                    ParameterDescriptor.choice("mode", "when to sever", List.of("reply", "early"), "reply")),
            List.of(Phase.AFTER),
            List.of("test.commit"),
            false,
            false);

    static final FaultDescriptor LYING = new FaultDescriptor(
            "lying-test",
            "Rolled back, but the caller sees success.",
            List.of(
                    ParameterDescriptor.number("code", "what is told", 1, 99, null),
                    ParameterDescriptor.decimal("factor", "how much", 0.5, 2, "1"),
                    new ParameterDescriptor(
                            "share",
                            ParameterDescriptor.Type.PROBABILITY,
                            "of the rows",
                            new Probability(0.1),
                            null,
                            List.of(),
                            "100%",
                            false),
                    new ParameterDescriptor(
                            "loud",
                            ParameterDescriptor.Type.FLAG,
                            "whether it logs",
                            null,
                            null,
                            List.of(),
                            "false",
                            false),
                    ParameterDescriptor.text("text", "what is logged", "nothing")),
            List.of(Phase.BEFORE),
            List.of("test.commit"),
            false,
            true);

    private static final ChaosModule MODULE =
            new DescribedModule("test-module", List.of(COMMIT, ACQUIRE), List.of(LOST_ACK, LYING));

    private Catalogues() {}

    /** Adds the module to the process's catalogue; more than once is harmless. */
    static void load() {
        FaultCatalogue.process().add(MODULE);
    }

    record DescribedModule(String name, List<PointDescriptor> points, List<FaultDescriptor> faults)
            implements ChaosModule {
        @Override
        public String version() {
            return FaultCatalogue.VERSION;
        }
    }
}
