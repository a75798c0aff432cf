package com.game;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A game server on Netty that knows nothing of us: sends back what it gets, and notes who logs in; datagrams as well. */
public final class NettyMain {

    private static final AttributeKey<StringBuilder> PLAYER = AttributeKey.valueOf("game.player");
    private static final AttributeKey<Integer> SESSION = AttributeKey.valueOf("game.session");

    private NettyMain() {}

    /** Serves until standard input ends; with {@code any} on the loops of 4.2 that take any transport. */
    public static void main(String[] arguments) throws IOException {
        EventLoopGroup group = List.of(arguments).contains("any") ? groupForAnyTransport() : new NioEventLoopGroup(1);
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast("game", new Game());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        Channel datagrams = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new Echo())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        System.out.println("datagrams " + ((InetSocketAddress) datagrams.localAddress()).getPort());
        System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Whoever started us closes it.
        }
        group.shutdownGracefully();
    }

    /** By name, since 4.1 has none. */
    private static EventLoopGroup groupForAnyTransport() {
        try {
            Object handlers = Class.forName("io.netty.channel.nio.NioIoHandler")
                    .getMethod("newFactory")
                    .invoke(null);
            return (EventLoopGroup) Class.forName("io.netty.channel.MultiThreadIoEventLoopGroup")
                    .getConstructor(int.class, Class.forName("io.netty.channel.IoHandlerFactory"))
                    .newInstance(1, handlers);
        } catch (ReflectiveOperationException otherNetty) {
            throw new IllegalStateException(otherNetty);
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            ctx.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
        }
    }

    private static final class Game extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            String text = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
            if (text.startsWith("login ")) {
                ctx.channel()
                        .attr(PLAYER)
                        .set(new StringBuilder(text.substring(6).trim()));
                ctx.channel().attr(SESSION).set(text.trim().length());
            }
            if (text.startsWith("pipeline")) {
                ((ByteBuf) message).release();
                byte[] names = (ctx.pipeline().names() + "\n").getBytes(StandardCharsets.US_ASCII);
                ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(names));
                return;
            }
            ctx.writeAndFlush(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            System.out.println("caught " + cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            System.out.println("inactive");
        }
    }
}
