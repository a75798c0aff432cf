package org.bluemarble.sample.demo.stage;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bluemarble.chaos.invariants.facts.Fact;
import org.bluemarble.chaos.invariants.facts.FactCursor;
import org.bluemarble.chaos.invariants.facts.FactOutcome;
import org.bluemarble.chaos.invariants.facts.FactSource;

/** What the bots wrote down, trade by trade: two players ask for each, and one answer settles it. */
final class BotFacts {
    private final Map<String, Instant> acknowledged = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    private BotFacts() {}

    static BotFacts read(FactSource source) throws IOException {
        BotFacts facts = new BotFacts();
        try (FactCursor cursor = source.open()) {
            for (Fact fact = cursor.next(); fact != null; fact = cursor.next()) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private void add(Fact fact) {
        last.put(fact.op(), fact.at());
        if (fact.outcome() == FactOutcome.OK) {
            acknowledged.putIfAbsent(fact.op(), fact.at());
        }
        if (fact.outcome() == FactOutcome.OK || fact.outcome() == FactOutcome.FAIL) {
            answered.add(fact.op());
        }
    }

    /** {@return when each trade was first told to be done} */
    Collection<Instant> acknowledgements() {
        return acknowledged.values();
    }

    /** {@return trades whose players were told nothing} */
    int inDoubt() {
        return last.size() - answered.size();
    }

    /** {@return when a trade was told to be done, else when it was last heard of; empty if it is no trade of these bots} */
    Optional<Instant> timeOf(String opId) {
        Instant done = acknowledged.get(opId);
        return Optional.ofNullable(done == null ? last.get(opId) : done);
    }
}
