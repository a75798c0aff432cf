package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a server with two players, p1 and p2: after each nothing is held, and nothing of ours went wrong. */
abstract class TwoPlayers {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Chaos chaos;
    final ChaosNetty netty;
    LineServer server;
    LineClient one;
    LineClient two;

    private final Stack stack;
    private final long problems = InternalProblems.count();

    TwoPlayers(Stack stack, String engine, UnaryOperator<ChaosNetty.Builder> settings) {
        this.stack = stack;
        this.chaos = Chaos.create(engine);
        this.netty = settings.apply(ChaosNetty.with(chaos)).build();
    }

    @BeforeEach
    void connect() throws IOException {
        server = new LineServer(stack, netty);
        one = new LineClient(server.port()).login("p1");
        two = new LineClient(server.port()).login("p2");
    }

    @AfterEach
    void close() throws IOException {
        one.close();
        two.close();
        server.close();
        chaos.close();
        assertThat(netty.heldBytes()).isZero();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }
}
