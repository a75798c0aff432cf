package org.bluemarble.sample.game.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.economy.PlayerId;
import org.bluemarble.sample.game.protocol.ClientCodec;
import org.bluemarble.sample.game.protocol.LoginTokens;
import org.bluemarble.sample.game.protocol.Request;
import org.bluemarble.sample.game.protocol.ServerMessage;

/** A client that sends what it is told and keeps what it gets. */
final class TestClient implements AutoCloseable {
    private static final NioEventLoopGroup LOOP = new NioEventLoopGroup(1);

    private final Queue<ServerMessage> received = new ArrayDeque<>();
    private final Channel channel;

    TestClient(int port) throws InterruptedException {
        channel = new Bootstrap()
                .group(LOOP)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        ClientCodec.appendTo(connected.pipeline());
                        connected.pipeline().addLast(new SimpleChannelInboundHandler<ServerMessage>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext ctx, ServerMessage message) {
                                synchronized (received) {
                                    received.add(message);
                                }
                            }
                        });
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .sync()
                .channel();
    }

    static TestClient loggedIn(int port, PlayerId player) throws InterruptedException {
        TestClient client = new TestClient(port);
        client.logIn(player, ServerSettings.DEFAULT_SECRET);
        return client;
    }

    Outcome logIn(PlayerId player, String secret) {
        UUID opId = UUID.randomUUID();
        send(new Request.Login(opId, 0, player, new LoginTokens(secret).tokenFor(player)));
        return replyTo(opId);
    }

    void send(Request request) {
        channel.writeAndFlush(request);
    }

    /** Sends bytes as they are, past the codec. */
    void sendRaw(ByteBuf bytes) {
        channel.pipeline().firstContext().writeAndFlush(bytes);
    }

    Outcome replyTo(UUID opId) {
        return await("reply to " + opId, message -> message.opId().equals(opId), ServerMessage.Reply.class)
                .outcome();
    }

    ServerMessage.TradeOffered offer() {
        return await("an offer", message -> true, ServerMessage.TradeOffered.class);
    }

    boolean hasReceivedAnything() {
        synchronized (received) {
            return !received.isEmpty();
        }
    }

    boolean isConnected() {
        return channel.isActive();
    }

    private <T extends ServerMessage> T await(String what, Predicate<ServerMessage> isWanted, Class<T> type) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .until(() -> take(isWanted, type), taken -> taken != null);
    }

    private <T extends ServerMessage> T take(Predicate<ServerMessage> isWanted, Class<T> type) {
        synchronized (received) {
            for (Iterator<ServerMessage> each = received.iterator(); each.hasNext(); ) {
                ServerMessage message = each.next();
                if (type.isInstance(message) && isWanted.test(message)) {
                    each.remove();
                    return type.cast(message);
                }
            }
            return null;
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
