package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the built-in storm breaks: its share of those who are there when it comes, and nobody after that. */
class ConnectionStormTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StandingClock clock = new StandingClock();
    private final Chaos chaos = Chaos.builder("storm").clock(clock).build();
    private final ChaosNetty netty = ChaosNetty.of(chaos);
    private final List<LineClient> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (LineClient client : clients) {
            client.close();
        }
        chaos.close();
    }

    private LineClient connect(LineServer server) throws IOException {
        LineClient client = new LineClient(server.port());
        clients.add(client);
        return client.login("p" + clients.size());
    }

    private ArmedRule storm(String share) {
        return chaos.incidents()
                .arm("connection-storm share=" + share + " earliest=1m latest=1m")
                .rules()
                .get(0);
    }

    /** Connections are numbered over the whole JVM, so which ones are meant is asked of a rule with the same cohort. */
    @Test
    void half_thatCohortBreaksAndNobodyElse() throws IOException {
        List<LineClient> meant = new ArrayList<>();
        List<LineClient> others = new ArrayList<>();
        try (LineServer server = new LineServer(Stack.NIO, netty)) {
            try (ArmedRule probe =
                    chaos.arm("probe: netty.read[side=server,cohort=50%/connection/connection-storm] latency 0ms")) {
                while (meant.size() < 5 || others.size() < 5) {
                    LineClient client = connect(server);
                    long before = probe.counters().selected();
                    assertThat(client.ask("hello")).isEqualTo("hello");
                    (probe.counters().selected() > before ? meant : others).add(client);
                }
            }

            ArmedRule breaks = storm("50%");

            await("the storm")
                    .atMost(PATIENCE)
                    .until(() -> meant.stream().allMatch(client -> server.seen(client).inactive));
            for (LineClient client : others) {
                assertThat(client.ask("still there")).isEqualTo("still there");
            }
            assertThat(breaks.counters().injected()).isEqualTo(meant.size());
        }
    }

    /** The server's own channel is watched by nobody, so that the host of who is away is not refused. */
    @Test
    void itIsOver_whoComesLaterIsSpared() throws IOException {
        try (LineServer server = new LineServer(Stack.NIO, Way.agent())) {
            LineClient early = connect(server);
            netty.watch(server.seen(early).channel);
            ArmedRule breaks = storm("100%");
            await("the storm").atMost(PATIENCE).until(() -> server.seen(early).inactive);
            clock.pass(Duration.ofSeconds(3));
            long before = breaks.counters().selected();

            LineClient late = connect(server);
            netty.watch(server.seen(late).channel);
            await("its connection to be looked at twice")
                    .atMost(PATIENCE)
                    .until(() -> breaks.counters().selected() >= before + 2);

            assertThat(late.ask("still there")).isEqualTo("still there");
            assertThat(server.seen(late).inactive).isFalse();
            assertThat(breaks.isArmed()).isTrue();
            assertThat(breaks.counters().injected()).isEqualTo(1);
        }
    }

    /** Time passes when the test says so: a storm is over after two seconds. Nothing here waits for a rule's own end. */
    private static final class StandingClock implements ChaosClock {
        private final AtomicLong nanos = new AtomicLong();

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public Runnable runAfter(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
