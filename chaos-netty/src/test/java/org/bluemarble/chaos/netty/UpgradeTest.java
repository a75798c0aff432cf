package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.spi.InternalProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that is encrypted from its middle on: the server puts the handler for TLS between us and the socket. */
@ParameterizedClass
@MethodSource("org.bluemarble.chaos.netty.Stack#all")
class UpgradeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SSLContext tls;

    private final long problems = InternalProblems.count();
    private final AtomicReference<Channel> accepted = new AtomicReference<>();
    private final Stack stack;
    private Way way;
    private EventLoopGroup group;
    private Channel server;

    UpgradeTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    static void makeCertificate(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        tls = TestKeys.make(folder).context();
    }

    @BeforeEach
    void start() {
        way = newWay();
        group = stack.group(1);
        server = new ServerBootstrap()
                .group(group)
                .channel(stack.server())
                .handler(way.handler())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast(new LineBasedFrameDecoder(1 << 20), new StringDecoder());
                        child.pipeline().addLast(new StringEncoder(), new Game());
                        accepted.set(child);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    @AfterEach
    void stop() {
        assertThat(InternalProblems.count()).isEqualTo(problems);
        way.close();
        server.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        assertThat(way.heldBytes()).isZero();
    }

    /** The library's; the agent's tests have another. */
    Way newWay() {
        return Way.library(ChaosNetty.of(Chaos.create("upgrade")));
    }

    @Test
    void tlsPutInFront_faultsActOnEncryptedBytesAndOnDecodedMessages() throws IOException {
        ArmedRule slices = way.arm("a: netty.write slice 7");
        ArmedRule delays = way.arm("b: netty.read latency 1ms jitter=1ms");
        ArmedRule drops = way.arm("c: netty.inbound[message=String,handler-type=Game] drop nth=4");
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(ask(plain, "hello")).isEqualTo("hello");
            assertThat(ask(plain, "starttls")).isEqualTo("starttls");
            try (SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, false)) {
                assertThat(ask(secret, "whisper")).isEqualTo("whisper");
                send(secret, "lost");
                for (int i = 0; i < 20; i++) {
                    assertThat(ask(secret, "line " + i)).isEqualTo("line " + i);
                }
                await("ours to stand at the socket again")
                        .atMost(PATIENCE)
                        .until(() -> accepted.get().pipeline().names().get(0).equals(Wire.HEAD));
                assertThat(drops.counters().injected()).isEqualTo(1);
                assertThat(slices.counters().injected()).isPositive();
                assertThat(delays.counters().injected()).isPositive();

                way.chaos().rules().forEach(ArmedRule::disarm);
                await("ours to leave")
                        .atMost(PATIENCE)
                        .until(() -> accepted.get().pipeline().names().stream()
                                .noneMatch(name -> name.startsWith(Wire.HEAD)));
                assertThat(ask(secret, "undisturbed")).isEqualTo("undisturbed");
            }
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String ask(Socket socket, String line) throws IOException {
        send(socket, line);
        // One character at a time: a reader would take what belongs to the handshake.
        StringBuilder answer = new StringBuilder();
        for (int one = socket.getInputStream().read();
                one != '\n';
                one = socket.getInputStream().read()) {
            if (one < 0) {
                throw new IOException("the stream ended after '" + answer + "'");
            }
            answer.append((char) one);
        }
        return answer.toString();
    }

    private static final class Game extends SimpleChannelInboundHandler<String> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            ctx.writeAndFlush(line + "\n").addListener(sent -> {
                if (line.equals("starttls")) {
                    var engine = tls.createSSLEngine();
                    engine.setUseClientMode(false);
                    ctx.pipeline().addFirst("tls", new SslHandler(engine));
                }
            });
        }
    }
}
