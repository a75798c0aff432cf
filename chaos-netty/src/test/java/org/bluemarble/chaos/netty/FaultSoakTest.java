package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short soak; {@code chaos-bench network-soak} runs it for as long as one likes. */
class FaultSoakTest {

    @Test
    void rulesOfEveryKindComeAndGo_everythingBalancesAndNothingIsLeaked() {
        LeakTest.collect();
        int leaks = CountedLeaks.found().size();
        long seed = Long.getLong("soak.seed", System.nanoTime());
        System.out.println("soak: seed " + seed + ", again with -Dsoak.seed=" + seed);

        FaultSoak.run(seed, Duration.ofSeconds(Integer.getInteger("soak.seconds", 5)), System.out);

        LeakTest.collect();
        LeakTest.collect();
        assertThat(CountedLeaks.found()).hasSize(leaks);
    }
}
