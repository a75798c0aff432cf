package org.bluemarble.chaos.agent;

import java.util.List;
import org.bluemarble.chaos.agent.jdbc.JdbcWeaves;
import org.bluemarble.chaos.agent.weave.ClassWeave;

/** What the agent is to weave. */
final class WovenTypes {

    private WovenTypes() {}

    /** Every class of a driver or pool, without those that the versions under test lack. */
    static List<ClassWeave> planned(String... lacking) {
        // Nothing is opened before a class is woven.
        return new JdbcWeaves()
                        .weaves(type -> {
                            throw new AssertionError(type);
                        })
                        .stream()
                        .filter(weave -> !List.of(lacking).contains(weave.name()))
                        .toList();
    }
}
