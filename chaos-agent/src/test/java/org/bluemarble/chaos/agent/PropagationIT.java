package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.chaos.agent.children.ExecutorTour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contexts go through the JDK's executors where that was asked for, and nowhere else. */
class PropagationIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void workHandedToAnyExecutor_isDoneForWhomItWasHandedOver(Jdk jdk) {
        List<String> lines = tour(jdk, "propagate=executors");

        assertThat(lines)
                .filteredOn(line -> !line.contains("afterwards")
                        && !line.matches("(completer|rejected|removed|end|given-back|sorted) .*"))
                .hasSizeGreaterThanOrEqualTo(jdk.version() >= 21 ? 29 : 23)
                .allMatch(line -> line.endsWith(" p17") || line.endsWith(" p17p17"));
        assertThat(lines)
                .filteredOn(line -> line.contains("afterwards"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.endsWith(" null"));
        assertThat(lines)
                .contains(
                        "completer p99", "rejected true", "removed true", "given-back true", "sorted true", "end null");
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void withoutTheOption_executorsAreAsTheyWere(Jdk jdk) {
        assertThat(tour(jdk, ""))
                .contains(
                        "pool.submit null",
                        "thenApply p99",
                        "rejected true",
                        "removed true",
                        "given-back true",
                        "end null")
                .noneMatch(line -> line.contains("p17"));
    }

    private static List<String> tour(Jdk jdk, String options) {
        try (ChildJvm child = ChildJvm.on(jdk).agent(Jars.agent(), options).run(ExecutorTour.class)) {
            assertThat(child.exitStatus())
                    .as(() -> String.join("\n", child.errors()))
                    .isZero();
            assertThat(child.errors()).isEmpty();
            return child.output();
        }
    }
}
