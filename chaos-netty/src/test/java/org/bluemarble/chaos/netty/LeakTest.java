package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to messages and connections, no buffer is leaked. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class LeakTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> RULES = List.of(
            "a: netty.read latency distribution=uniform from=0ms to=3ms probability=30%",
            "b: netty.write latency distribution=uniform from=0ms to=3ms probability=30%",
            "c: netty.read corrupt probability=5%",
            "d: netty.write corrupt probability=5%",
            "e: netty.read slice size=3 probability=10%",
            "f: netty.write slice size=3 probability=10%",
            "g: netty.inbound[message=ByteBuf] duplicate probability=5%",
            "h: netty.inbound[message=String] reorder within=5ms probability=5%",
            "i: netty.outbound[message=ByteBuf] drop probability=3%",
            "j: netty.write failed-write probability=1%",
            "k: netty.read reset probability=1%",
            "l: netty.write disconnect after-bytes=3 probability=1%",
            "m: netty.inbound[handler=decoder] corrupt probability=5%",
            "n: netty.outbound[message=ByteBuf] drop promise=failure probability=2%",
            "o: netty.read black-hole probability=1% ttl=1s");

    private final Stack stack;

    LeakTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void everythingAtOnce_noBufferIsLeakedAndNothingOfOursBreaks() throws IOException {
        CountedLeaks.collect();
        List<String> before = CountedLeaks.found();
        long problems = InternalProblems.count();
        try (Chaos chaos = Chaos.builder("leaks").seed(7).build()) {
            ChaosNetty netty = ChaosNetty.of(chaos);
            try (LineServer server = new LineServer(stack, netty)) {
                RULES.forEach(chaos::arm);
                for (int i = 0; i < 60; i++) {
                    play(server.port());
                }
                long injected = chaos.rules().stream()
                        .mapToLong(rule -> rule.counters().injected())
                        .sum();
                assertThat(injected).isGreaterThan(100);
            }
            await("nothing to be held")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(netty.heldBytes()).isZero());
        }
        CountedLeaks.collect();
        CountedLeaks.collect();
        assertThat(CountedLeaks.found()).isEqualTo(before);
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    /** Says some things and leaves, whatever becomes of it. */
    private static void play(int port) {
        try (LineClient client = new LineClient(port)) {
            for (int i = 0; i < 10; i++) {
                client.send("line " + i + " of a player who does not wait for answers");
            }
            client.endOutput();
            String line = client.read();
            while (line != null) {
                line = client.read();
            }
        } catch (IOException broken) {
            // That is what the rules are for.
            assertThat(broken).hasMessageNotContaining("timed out");
        }
    }
}
