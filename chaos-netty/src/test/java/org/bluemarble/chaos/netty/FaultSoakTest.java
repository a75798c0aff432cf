package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short soak; {@code chaos-bench network-soak} runs it for as long as one likes. */
class FaultSoakTest {

    @Test
    void rulesOfEveryKindComeAndGo_everythingBalancesAndNothingIsLeaked() {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        System.out.println("soak: seed " + seed + ", again with -Dsoak.seed=" + seed);
        Duration each = Duration.ofSeconds(Integer.getInteger("soak.seconds", 3));

        assertThatCode(() -> FaultSoak.run(seed, each, System.out)).doesNotThrowAnyException();
    }
}
