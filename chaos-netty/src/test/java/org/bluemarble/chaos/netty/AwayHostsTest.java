package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.Problem;
import org.junit.jupiter.api.Test;

/** Who gets in while connections of its host are away. */
class AwayHostsTest {

    private static final SocketAddress SERVER = new InetSocketAddress("127.0.0.1", 7000);
    private static final SocketAddress METRICS = new InetSocketAddress("127.0.0.1", 9000);

    private final AwayHosts hosts = new AwayHosts();

    @Test
    void hostWithOneConnection_isRefusedUntilItMayReturn() {
        hosts.leave(SERVER, "10.0.0.1");

        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();
        assertThat(hosts.refuses(SERVER, "10.0.0.2")).isFalse();

        hosts.mayReturn(SERVER, "10.0.0.1");

        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isFalse();
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isFalse();
    }

    @Test
    void severalBehindOneAddress_getInOneByOneAsTheirTimesAreOver() {
        hosts.leave(SERVER, "10.0.0.1");
        hosts.leave(SERVER, "10.0.0.1");
        hosts.leave(SERVER, "10.0.0.1");
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();

        hosts.mayReturn(SERVER, "10.0.0.1");
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isFalse();
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();

        hosts.mayReturn(SERVER, "10.0.0.1");
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isFalse();
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();

        hosts.mayReturn(SERVER, "10.0.0.1");
        for (int i = 0; i < 10; i++) {
            assertThat(hosts.refuses(SERVER, "10.0.0.1")).isFalse();
        }
    }

    @Test
    void hostIsAwayFromOneServer_theOthersOfThisJvmServeIt() {
        hosts.leave(SERVER, "10.0.0.1");

        assertThat(hosts.refuses(METRICS, "10.0.0.1")).isFalse();
        // Another channel may serve the same port.
        assertThat(hosts.refuses(new InetSocketAddress("127.0.0.1", 7000), "10.0.0.1"))
                .isTrue();

        hosts.mayReturn(METRICS, "10.0.0.1");
        assertThat(hosts.refuses(SERVER, "10.0.0.1")).isTrue();

        hosts.mayReturn(SERVER, "10.0.0.1");
        assertThat(hosts.isEmpty()).isTrue();
    }

    @Test
    void timesAway_lieEvenlyBetweenTheTwo() {
        Duration from = Duration.ofSeconds(5);
        Duration to = Duration.ofSeconds(30);

        assertThat(AwayHosts.nanosAway(from, to, 0)).isEqualTo(from.toNanos());
        assertThat(AwayHosts.nanosAway(from, to, 0.5))
                .isEqualTo(Duration.ofMillis(17_500).toNanos());
        assertThat(AwayHosts.nanosAway(from, to, Math.nextDown(1.0))).isLessThanOrEqualTo(to.toNanos());
        assertThat(AwayHosts.nanosAway(from, from, 0.7)).isEqualTo(from.toNanos());
    }

    @Test
    void shortestTimeAboveTheLongest_isRefused() {
        FaultCatalogue.process().add(new NettyModule());
        try (Chaos chaos = Chaos.create("away")) {
            assertThat(chaos.check("x: netty.connection away 10s to=5s"))
                    .extracting(Problem::text)
                    .containsExactly("fault was away but must have its shortest time, from=10s, no longer than to=5s");
            assertThat(chaos.check("x: netty.connection away 31s")).hasSize(1);
            assertThat(chaos.check("x: netty.connection away to=4s")).hasSize(1);
            assertThat(chaos.check("x: netty.connection away 30s")).isEmpty();
        }
    }
}
