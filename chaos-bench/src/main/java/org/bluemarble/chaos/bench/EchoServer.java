package org.bluemarble.chaos.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Chaos;

/**
 * The main class of a measured JVM: sends back what it gets, on one event loop. Its players are p0, p1 and so on, in the
 * order in which they come. Each line on standard input is a rule to arm.
 */
final class EchoServer {

    static final String PORT = "port";
    static final String ARMED = "armed";

    private static final AttributeKey<String> PLAYER = AttributeKey.valueOf("bluemarble.chaos.player");

    private EchoServer() {}

    /** Takes the transport, nio or epoll; serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        boolean epoll = arguments[0].equals("epoll");
        EventLoopGroup group = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        AtomicInteger players = new AtomicInteger();
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.attr(PLAYER).set("p" + players.getAndIncrement());
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        System.out.println(PORT + " " + ((InetSocketAddress) server.localAddress()).getPort());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String rule = lines.readLine(); rule != null; rule = lines.readLine()) {
            ArmedRule armed = Chaos.global().arm(rule);
            System.out.println(ARMED + " " + armed.id());
        }
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // A client that leaves early is none of ours.
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
