package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is away stays outside of a woven Netty, whose server puts no handler of ours in, until it may return. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class AwayContractIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    AwayContractIT(Stack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void brokenConnection_itsHostIsRefusedUntilItMayReturn(boolean byDisarming) throws IOException {
        long problems = InternalProblems.count();
        try (Way way = Way.agent();
                LineServer server = new LineServer(stack, way);
                LineClient gone = new LineClient(server.port()).login("p1");
                LineClient other = new LineClient(server.port()).login("p2")) {
            ArmedRule rule =
                    way.arm("x: netty.connection[player=p1] away " + (byDisarming ? "1h to=1h" : "300ms to=400ms"));
            await().atMost(PATIENCE).until(() -> server.seen(gone).inactive);
            if (byDisarming) {
                assertThat(getsInto(server)).isFalse();
                rule.disarm();
            }

            await("its return").atMost(PATIENCE).until(() -> getsInto(server));

            assertThat(rule.isArmed()).isNotEqualTo(byDisarming);
            assertThat(rule.counters().injected()).isEqualTo(1);
            assertThat(other.ask("still there")).isEqualTo("still there");
        }
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    /** A refused connection breaks now or at its first bytes. */
    private static boolean getsInto(LineServer server) {
        try (LineClient client = new LineClient(server.port())) {
            return "hello".equals(client.ask("hello"));
        } catch (IOException refused) {
            return false;
        }
    }
}
