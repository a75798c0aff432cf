package org.bluemarble.chaos.netty;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.ChaosContext;

/** A game server that speaks lines of text: {@code login <player>}, and everything else is sent back. */
final class LineServer implements AutoCloseable {

    /** What the server learned about one connection. */
    static final class Seen {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        final List<String> players = Collections.synchronizedList(new ArrayList<>());
        final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        final List<Throwable> failedWrites = Collections.synchronizedList(new ArrayList<>());
        volatile Channel channel;
        volatile boolean inactive;
        /** Whether the server closes the connection as soon as it is told of a failure, as most do. */
        volatile boolean closesOnFailure;
    }

    private final EventLoopGroup group;
    private final Channel channel;
    private final Map<Integer, Seen> byPort = new ConcurrentHashMap<>();
    private final List<Integer> ports = Collections.synchronizedList(new ArrayList<>());

    LineServer(Stack stack, ChaosNetty netty) {
        this(stack, Way.library(netty));
    }

    LineServer(Stack stack, Way way) {
        // One loop: whatever stops it would stop every player.
        group = stack.group(1);
        channel = new ServerBootstrap()
                .group(group)
                .channel(stack.server())
                .handler(way.handler())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast("frames", new LineBasedFrameDecoder(1 << 20));
                        child.pipeline().addLast("decoder", new StringDecoder());
                        child.pipeline().addLast("encoder", new StringEncoder());
                        child.pipeline().addLast("game", new Game());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    Channel channel() {
        return channel;
    }

    /** What was learned about the connection of this client. */
    Seen seen(LineClient client) {
        return seen(client.port());
    }

    /** What was learned about the connection of a client with this port. */
    Seen seen(int port) {
        await("the connection").atMost(Duration.ofSeconds(60)).until(() -> byPort.containsKey(port));
        return byPort.get(port);
    }

    /** How many connections its handlers have seen. */
    int connections() {
        return byPort.size();
    }

    /** The clients' ports, in the order in which its handlers have seen them. */
    List<Integer> ports() {
        return ports;
    }

    boolean knows(LineClient client) {
        return byPort.containsKey(client.port());
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            channel.close().syncUninterruptibly();
        }
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Game extends SimpleChannelInboundHandler<String> {

        private final Seen seen = new Seen();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            seen.channel = ctx.channel();
            int port = ((InetSocketAddress) ctx.channel().remoteAddress()).getPort();
            ports.add(port);
            byPort.put(port, seen);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            seen.lines.add(line);
            seen.players.add(String.valueOf(ChaosContext.current().player()));
            if (line.startsWith("login ")) {
                ctx.channel().attr(ChaosNetty.PLAYER).set(line.substring(6));
            }
            ctx.writeAndFlush(line + "\n").addListener(sent -> {
                if (!sent.isSuccess()) {
                    seen.failedWrites.add(sent.cause());
                    closeIfWanted(ctx);
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            seen.failures.add(cause);
            closeIfWanted(ctx);
        }

        private void closeIfWanted(ChannelHandlerContext ctx) {
            if (seen.closesOnFailure) {
                ctx.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            seen.inactive = true;
        }
    }
}
