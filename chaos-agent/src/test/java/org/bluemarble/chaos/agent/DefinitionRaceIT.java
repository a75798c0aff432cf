package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules armed while classes that they mean are being defined on other threads. */
class DefinitionRaceIT {

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void classesAreBeingDefined_noCallEscapesOnceTheRuleIsArmed(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.call("storm");
            int handlers = 0;
            for (int i = 0; i < 60 && handlers < 200; i++) {
                game.arm("fail: method:com.game.Handler$Text#handle exception");
                String armed = game.call("storm-calls");
                game.disarm("fail");
                assertThat(armed).contains(" handlers, 0 undisturbed");
                handlers = Integer.parseInt(armed.split(" ", 2)[0]);
            }

            assertThat(handlers).isPositive();
            game.assertSound();
        }
    }
}
