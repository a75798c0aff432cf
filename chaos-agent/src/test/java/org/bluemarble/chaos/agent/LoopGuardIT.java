package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules at methods that a server calls on Netty's event loop. */
class LoopGuardIT {

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void blockingFaultOnAnEventLoop_isRefusedUnlessTheRuleAllowsIt(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("slow: method:com.game.AuthService#login latency 20s");

            String quick = game.call("loop");

            assertThat(quick).startsWith("welcome loop after ");
            assertThat(GameServer.millis(quick)).isLessThan(20_000);
            assertThat(game.ask("jmx explain slow"))
                    .contains("latency would have blocked the event loop, on which many wait; the rule needs"
                            + " allow-blocking=true for that");
            game.disarm("slow");
            game.arm("allowed: method:com.game.AuthService#login latency 250ms allow-blocking=true");

            assertThat(GameServer.millis(game.call("loop"))).isGreaterThanOrEqualTo(250);
            assertThat(game.ask("jmx InternalProblems")).isEqualTo("0");
        }
    }
}
