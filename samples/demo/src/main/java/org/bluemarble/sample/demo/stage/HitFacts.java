package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;

/** Which bosses players were told they have hit. */
final class HitFacts {
    private static final String KIND = "hit";
    private static final String RESULT = "hit ";

    private HitFacts() {}

    /** Adds {@code boss:player} for every hit in a fact log that was acknowledged. */
    static void addTo(Set<String> told, Path log) throws IOException {
        try (FactCursor facts = FactSource.file(log).open()) {
            for (Fact fact = facts.next(); fact != null; fact = facts.next()) {
                if (KIND.equals(fact.kind()) && fact.outcome() == FactOutcome.OK) {
                    String result = Objects.requireNonNull(fact.payload().get(Fact.RESULT), "result of a hit");
                    told.add(result.substring(RESULT.length()) + ":" + fact.actor());
                }
            }
        }
    }
}
