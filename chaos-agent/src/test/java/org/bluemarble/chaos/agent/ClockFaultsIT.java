package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that skew the clocks of one class, while the class that calls it reads the real ones. */
class ClockFaultsIT {

    private static final String REAL = "0 0 0 0 0 0 0 0 nano 0 after ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.bluemarble.chaos.agent.Jdk#all")
    void clocksOfOneClassAreSkewed_theOthersAreRightAndSoIsThatClassAfterwards(Jdk jdk) throws Exception {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.showBytes(folder);
            assertThat(game.call("clock")).startsWith(REAL);
            String original = game.bytes("com.game.Auction");

            game.arm("ahead: clock:com.game.Auction skew 48h");
            assertThat(game.bytes("com.game.Auction")).isNotEqualTo(original);
            assertThat(game.call("clock")).startsWith("48 48 48 48 48 48 48 48 nano 48 after ");
            game.disarm("ahead");
            game.arm("behind: clock:com.game.*ction[clock=wall] skew behind=2h");
            assertThat(game.call("clock")).startsWith("-2 -2 -2 -2 -2 -2 -2 0 nano 0 after ");
            game.disarm("behind");
            await("the original class")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> game.bytes("com.game.Auction").equals(original));
            assertThat(game.call("clock")).startsWith(REAL);
            game.assertSound();
        }
    }
}
