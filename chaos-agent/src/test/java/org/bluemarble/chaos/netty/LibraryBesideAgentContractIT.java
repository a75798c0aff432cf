package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A server with handlers of ours in a woven Netty: whoever meets a channel first has it, and a rule meets a call once. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class LibraryBesideAgentContractIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long problems = InternalProblems.count();
    private final Stack stack;

    LibraryBesideAgentContractIT(Stack stack) {
        this.stack = stack;
    }

    @AfterEach
    void end() {
        Chaos.global().disarmAll();
        assertThat(InternalProblems.count()).isEqualTo(problems);
    }

    @Test
    void handlersOfTheLibrary_everyRuleActsOnce() throws IOException {
        try (LineServer server = new LineServer(stack, ChaosNetty.of(Chaos.global()));
                LineClient one = new LineClient(server.port()).login("p1")) {
            assertThat(watcherOf(server, one)).isInstanceOf(Wire.class);

            ruleAboutMessagesActsOnce(server, one);
            ruleAboutBytesActsOnce(server, one);
            ruleAboutConnectingActsOnce(server);
        }
    }

    @Test
    void libraryWatchesWhatTheAgentHas_everyRuleActsOnce() throws IOException {
        ChaosNetty library = ChaosNetty.of(Chaos.global());
        try (LineServer server = new LineServer(stack, Way.agent());
                LineClient one = new LineClient(server.port()).login("p1")) {
            library.watch(server.channel());
            library.watch(server.seen(one).channel);
            assertThat(watcherOf(server, one)).isNotInstanceOf(Wire.class);

            ruleAboutMessagesActsOnce(server, one);
            ruleAboutBytesActsOnce(server, one);
            ruleAboutConnectingActsOnce(server);
        }
    }

    /** Tests that run beside each other have engines of their own; the JVM's own engine counts all the same. */
    @Test
    void handlersOfTheLibraryWithAnotherEngine_rulesOfBothEnginesActOnce() throws IOException {
        try (Chaos own = Chaos.create("own");
                LineServer server = new LineServer(stack, ChaosNetty.of(own));
                LineClient one = new LineClient(server.port()).login("p1");
                ArmedRule global = Chaos.global().arm("global: netty.read[player=p1] latency 1ms");
                ArmedRule rule = own.arm("own: netty.inbound[handler=game,player=p1] duplicate limit=1")) {
            awaitTap(server, one);
            assertThat(one.ask("twice")).isEqualTo("twice");
            assertThat(one.read()).isEqualTo("twice");

            assertThat(rule.counters().injected()).isEqualTo(1);
            assertThat(global.counters().injected()).isEqualTo(1);
        }
    }

    private void ruleAboutMessagesActsOnce(LineServer server, LineClient one) throws IOException {
        try (ArmedRule rule = Chaos.global().arm("messages: netty.inbound[handler=game,player=p1] duplicate limit=1")) {
            awaitTap(server, one);
            List<String> names = server.seen(one).channel.pipeline().names();
            assertThat(names).containsOnlyOnce(Wire.HEAD).doesNotHaveDuplicates();

            assertThat(one.ask("twice")).isEqualTo("twice");
            assertThat(one.read()).isEqualTo("twice");
            assertThat(one.ask("once")).isEqualTo("once");
            assertThat(rule.counters().selected()).isEqualTo(2);
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    private void ruleAboutBytesActsOnce(LineServer server, LineClient one) throws IOException {
        try (ArmedRule rule = Chaos.global().arm("bytes: netty.read[player=p1] latency 200ms")) {
            await().atMost(PATIENCE)
                    .until(() -> server.seen(one).channel.pipeline().names().contains(Wire.HEAD));
            long start = System.nanoTime();

            assertThat(one.ask("hello")).isEqualTo("hello");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    private void ruleAboutConnectingActsOnce(LineServer server) throws IOException {
        try (ArmedRule rule = Chaos.global().arm("door: netty.accept refused limit=1")) {
            await().atMost(PATIENCE)
                    .until(() -> server.channel().pipeline().names().contains(Wire.HEAD));
            assertThatThrownBy(() -> {
                        try (LineClient refused = new LineClient(server.port())) {
                            refused.ask("anybody there");
                        }
                    })
                    .isInstanceOf(SocketException.class);
            try (LineClient next = new LineClient(server.port())) {
                assertThat(next.ask("anybody there")).isEqualTo("anybody there");
            }
            assertThat(rule.counters().selected()).isEqualTo(2);
            assertThat(rule.counters().injected()).isEqualTo(1);
        }
    }

    private static void awaitTap(LineServer server, LineClient client) {
        await().atMost(PATIENCE)
                .until(() -> server.seen(client).channel.pipeline().names().stream()
                        .anyMatch(name -> name.startsWith(Wire.HEAD + "-tap-")));
    }

    /** The agent's classes are not ours, though they are called the same. */
    private static Object watcherOf(LineServer server, LineClient client) {
        return server.seen(client)
                .channel
                .attr(AttributeKey.valueOf(Wire.class.getName()))
                .get();
    }
}
