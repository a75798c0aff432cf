package com.game;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A game server on Netty that knows nothing of us: sends back what it gets, and notes who logs in. */
public final class NettyMain {

    private static final AttributeKey<StringBuilder> PLAYER = AttributeKey.valueOf("game.player");
    private static final AttributeKey<Integer> SESSION = AttributeKey.valueOf("game.session");

    private NettyMain() {}

    /** Serves until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        NioEventLoopGroup group = new NioEventLoopGroup(1);
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
        System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Whoever started us closes it.
        }
        group.shutdownGracefully();
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
